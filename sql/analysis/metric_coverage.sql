-- Mỗi chỉ tiêu đọc được đến đâu: bao nhiêu số có chủ, có kỳ, so được? / How well is each metric read: figures with a subject, with a period, comparable?
-- Đặt cạnh mọi phép cộng: chỉ cộng được phần đã đọc ra. / To stand beside any sum: only what was read is in it.
-- > metric: export_turnover | metric_name: kim ngạch xuất khẩu | figures: 120 | articles: 64 | sources: 9 | with_subject: 0.71 | with_period: 0.82 | comparable: 0.6 | conversions: 12 | parts: 8 | repeats: 31 | copies: 5 | first_period: 2014-12-31 | last_period: 2025-12-31
SELECT
    m.metric, any_value(m.metric_name) AS metric_name, count(*) FILTER (counts) AS figures, count(DISTINCT m.article_id) FILTER (counts) AS articles,
    count(DISTINCT nullif(a.source, 'unknown')) FILTER (counts) AS sources,
    round(avg((m.subject IS NOT NULL)::INTEGER) FILTER (counts), 3) AS with_subject, round(avg((m.period_end IS NOT NULL)::INTEGER) FILTER (counts), 3) AS with_period,
    round(avg((m.claim_id IS NOT NULL)::INTEGER) FILTER (counts), 3) AS comparable,
    count(*) FILTER (m.equivalent_of IS NOT NULL) AS conversions, count(*) FILTER (m.part_of IS NOT NULL) AS parts, count(*) FILTER (m.is_repeat) AS repeats,
    count(*) FILTER (m.is_copied) AS copies, min(m.period_end) FILTER (counts) AS first_period, max(m.period_end) FILTER (counts) AS last_period
FROM (
    SELECT m.*, c.fact_id IS NOT NULL AS is_copied, NOT m.is_repeat AND c.fact_id IS NULL AND m.equivalent_of IS NULL AS counts
    FROM mart.measurements AS m LEFT JOIN mart.copied_facts AS c USING (fact_id)
) AS m
JOIN dim_article AS a ON m.article_id = a.article_id AND a.is_current
GROUP BY m.metric
ORDER BY figures DESC, m.metric;
