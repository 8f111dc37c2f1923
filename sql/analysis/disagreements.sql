-- Hai báo nói khác nhau ở đâu? / Where do two articles give different figures for the same thing?
-- $metric =  : mã hay tên chỉ tiêu; trống: mọi chỉ tiêu / a metric's code or name; empty: all
-- $subject =  : của ai, nơi nào; trống: tất cả / whose; empty: all
-- > metric: grdp | subject: Quảng Ninh | period_end: 2024-12-31 | status: actual | value_a: 347000000000000 | value_b: 374000000000000 | unit: VND | apart: 0.078
-- > sentence_a: … | sentence_b: … | origin_a: https://… | origin_b: https://… | fact_a: 3f0c… | fact_b: 9b1d…
SELECT
    metric, subject, period_end, status, value_a, value_b, unit, round(abs(value_a - value_b) / nullif(greatest(abs(value_a), abs(value_b)), 0), 3) AS apart,
    sentence_a, sentence_b, origin_a, origin_b, fact_a, fact_b
FROM mart.contradictions
WHERE fact_a NOT IN (SELECT fact_id FROM mart.copied_facts) AND fact_b NOT IN (SELECT fact_id FROM mart.copied_facts)
    AND ($metric = '' OR metric IN (SELECT d.metric FROM dim_metric AS d WHERE d.metric = $metric OR mart.is_named(d.name_vi, $metric) OR mart.is_named(d.name_en, $metric))) AND mart.is_named(subject, $subject)
ORDER BY metric, subject, period_end, fact_a, fact_b;
