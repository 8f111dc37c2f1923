-- Hai báo nói khác nhau ở đâu? / Where do two articles give different figures for the same thing?
-- ? mâu thuẫn, vênh nhau, số liệu khác nhau / contradictions
-- $metric =  : mã hay tên chỉ tiêu; trống: mọi chỉ tiêu / a metric's code or name; empty: all
-- $subject =  : của ai, nơi nào; trống: tất cả / whose; empty: all
-- > metric: grdp | subject: Quảng Ninh | period_end: 2024-12-31 | status: actual | value_a: 347000000000000 | value_b: 374000000000000 | unit: VND | apart: 0.078
-- > source_a: baoquangninh.vn | published_on_a: 2025-01-08 | title_a: … | source_b: quangninh.gov.vn | published_on_b: 2025-01-12 | title_b: … | sentence_a: … | sentence_b: … | origin_a: https://… | origin_b: https://… | fact_a: 3f0c… | fact_b: 9b1d…
WITH article AS (SELECT article_id, nullif(source, 'unknown') AS source, published_on, title FROM dim_article WHERE is_current)
SELECT
    metric, subject, period_end, status, value_a, value_b, unit, round(abs(value_a - value_b) / nullif(greatest(abs(value_a), abs(value_b)), 0), 3) AS apart,
    a.source AS source_a, a.published_on AS published_on_a, a.title AS title_a, b.source AS source_b, b.published_on AS published_on_b, b.title AS title_b,
    sentence_a, sentence_b, origin_a, origin_b, fact_a, fact_b
FROM mart.contradictions AS c JOIN article AS a ON c.article_a = a.article_id JOIN article AS b ON c.article_b = b.article_id
WHERE fact_a NOT IN (SELECT fact_id FROM mart.copied_facts) AND fact_b NOT IN (SELECT fact_id FROM mart.copied_facts)
    AND ($metric = '' OR metric IN (SELECT d.metric FROM dim_metric AS d WHERE d.metric = $metric OR mart.is_named(d.name_vi, $metric) OR mart.is_named(d.name_en, $metric))) AND mart.is_named(subject, $subject)
ORDER BY metric, subject, period_end, fact_a, fact_b;
