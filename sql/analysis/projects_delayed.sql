-- Dự án nào chậm, dừng, hủy? / Which projects are delayed, suspended or cancelled?
-- ? chậm tiến độ, đình trệ, đắp chiếu, dở dang / late, stalled
-- Cả dự án khởi công hay hoàn thành muộn hơn hạn đã hứa: deadline là hạn, days_late là số ngày muộn. / With those started or completed later than promised: deadline, and days_late after it.
-- $place =  : nơi, hoặc tỉnh hôm nay; trống: mọi nơi / a place, or a province of today; empty: anywhere
-- > project: Bệnh viện Ung bướu Cần Thơ | stage: suspended | told_on: 2024-11-24 | deadline: null | days_late: null | places: [Cần Thơ] | investors: [] | amount_vnd: 1700000000000 | amount_usd: null | is_still_so: true | sentence: … | fact_id: 3f0c… | project_id: 12aa…
WITH late AS (
    SELECT project_id, actual_fact_id AS fact_id, min(deadline) AS deadline, regexp_extract(min_by(reason, deadline), '^[0-9]+')::INTEGER AS days_late
    FROM mart.target_progress WHERE progress = 'reached_late' AND project_id IS NOT NULL
    GROUP BY ALL
)
SELECT
    h.name AS project, h.stage, h.published_on AS told_on, l.deadline, l.days_late, p.places, p.investors, p.amount_vnd, p.amount_usd, h.fact_id = p.stage_fact_id AS is_still_so, h.sentence, h.fact_id, h.project_id
FROM mart.project_history AS h JOIN mart.projects AS p USING (project_id) LEFT JOIN late AS l USING (project_id, fact_id)
WHERE (h.stage IN ('delayed', 'suspended', 'cancelled') OR l.fact_id IS NOT NULL)
    AND (mart.is_named(p.province, $place) OR len(list_filter(p.places, lambda place: mart.is_named(place, $place))) > 0)
ORDER BY h.published_on DESC NULLS LAST, h.name, h.fact_id;
