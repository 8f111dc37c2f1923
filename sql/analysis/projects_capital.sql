-- Dự án nào tăng vốn, giảm vốn, đội vốn, điều chỉnh tổng mức đầu tư? / Which projects' capital changed, was raised or cut, from how much to how much?
-- ? tăng vốn, đội vốn, giảm vốn, điều chỉnh tổng mức đầu tư, vốn đầu tư thay đổi / cost overrun, capital raised, capital cut
-- Mỗi lần vốn kể khác lần trước quá mức làm tròn một dòng. / A line each time that it was told another than on an earlier day, beyond rounding.
-- $place =  : nơi, hoặc tỉnh hôm nay; trống: mọi nơi / a place, or a province of today; empty: anywhere
-- $words =  : chữ trong tên dự án; trống: mọi dự án / words of its name; empty: any
-- > project: cầu Sông Thương | told_on: 2025-01-08 | amount_before: 1250000000000 | amount: 1860000000000 | unit: VND | change: 0.488 | stage: approved | places: [Bắc Ninh] | sentence: … | fact_id: 3f0c… | project_id: 12aa…
WITH told AS (
    SELECT *, amount_vnd AS amount, amount_vnd_before AS amount_before, 'VND' AS unit FROM mart.project_history WHERE amount_vnd_before IS NOT NULL
    UNION ALL
    SELECT *, amount_usd, amount_usd_before, 'USD' FROM mart.project_history WHERE amount_usd_before IS NOT NULL AND amount_vnd_before IS NULL
)
SELECT
    p.name AS project, h.published_on AS told_on, h.amount_before, h.amount, h.unit, round(h.amount / nullif(h.amount_before, 0) - 1, 3) AS change,
    p.stage, p.places, h.sentence, h.fact_id, h.project_id
FROM told AS h JOIN mart.projects AS p USING (project_id)
WHERE abs(h.amount - h.amount_before) > greatest(mart.rounding(h.amount), mart.rounding(h.amount_before))
    AND (h.comparator = 'eq' OR abs(h.amount - h.amount_before) > 0.1 * greatest(h.amount, h.amount_before))
    AND h.project_id IN (SELECT project_id FROM mart.project_history WHERE published_on < h.published_on)
    AND mart.speaks_of(p.name, $words) AND (mart.is_named(p.province, $place) OR len(list_filter(p.places, lambda place: mart.is_named(place, $place))) > 0)
ORDER BY h.published_on DESC, p.name, h.fact_id;
