-- Các tỉnh, thành xếp theo một chỉ tiêu, đúng như báo nói / A league table of provinces by a metric, as reported
-- ? tỉnh nào cao nhất, thấp nhất, đứng đầu, nhiều nhất, xếp hạng / highest, lowest, ranking
-- Mỗi tỉnh một con số: nhiều nguồn nói nhất, mới nhất. Không đoán tỉnh nào không có số. / One figure a province: told by most sources, the newest of those. Provinces without one are not guessed. Một tỉnh đã sáp nhập chỉ có con số của kỳ trước đó. / One that was merged has figures of periods before that only.
-- $metric =  : mã hay tên chỉ tiêu; trống: chỉ tiêu có nhiều tỉnh nhất / a metric's code or name; empty: the one that most provinces have
-- $year =  : năm cuối kỳ; trống: năm gần nhất có nhiều tỉnh nhất / year in which the period ends; empty: the one that most provinces have, the latest of those
-- $status = actual (actual, estimate, forecast, target, proposed) : đã có, hay còn là dự tính / done or promised
-- > place: 1 | province: Hải Phòng | metric: export_turnover | kind: level | value: 16400000000 | unit: USD | period_start: 2025-01-01 | period_end: 2025-12-31 | articles: 4 | sources: 3 | is_contradicted: false | provinces_told: 7 | provinces: 34
WITH province AS (
    SELECT name, min(coalesce(valid_from, DATE '0001-01-01')) AS from_day, max(coalesce(valid_to, DATE '9999-12-31')) AS to_day FROM dim_place WHERE level IN ('province', 'city') GROUP BY name
), told AS (
    SELECT c.*, year(c.period_end) AS in_year
    FROM mart.claims AS c JOIN province AS p ON c.subject = p.name AND c.period_end BETWEEN p.from_day AND p.to_day
    WHERE c.metric IS NOT NULL AND c.scope IS NULL AND c.status = $status AND c.kind IN ('level', 'growth') AND c.period_end IS NOT NULL
        AND ($metric = '' OR c.metric IN (SELECT d.metric FROM dim_metric AS d WHERE d.metric = $metric OR mart.is_named(d.name_vi, $metric) OR mart.is_named(d.name_en, $metric))) AND ($year = '' OR year(c.period_end) = nullif($year, '')::INTEGER)
), asked AS (
    SELECT metric, kind, unit, in_year FROM told GROUP BY ALL ORDER BY count(DISTINCT subject) DESC, in_year DESC, metric, kind DESC, unit LIMIT 1
), one AS (
    SELECT * FROM told SEMI JOIN asked USING (metric, kind, unit, in_year)
    QUALIFY row_number() OVER (PARTITION BY subject ORDER BY period_end DESC, period_start, sources DESC, last_seen_on DESC, claim_id) = 1
)
SELECT
    rank() OVER (ORDER BY CASE WHEN m.better = 'lower' THEN -o.value_high ELSE o.value_high END DESC) AS place, o.subject AS province, o.metric, o.kind, o.value_high AS value, o.unit,
    o.period_start, o.period_end, o.articles, o.sources, o.is_contradicted, count(*) OVER () AS provinces_told, (SELECT count(*) FROM province AS p WHERE EXISTS (SELECT 1 FROM one WHERE one.period_end BETWEEN p.from_day AND p.to_day)) AS provinces
FROM one AS o LEFT JOIN dim_metric AS m USING (metric)
ORDER BY place, province;
