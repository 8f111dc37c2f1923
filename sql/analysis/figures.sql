-- Những con số về một chỉ tiêu, kèm câu nói ra / Figures of a metric with the sentence that tells each
-- ? bao nhiêu tỷ, số liệu, thống kê / how much, statistics, disbursement
-- Kể cả con số mà bài sau đã đính chính: xem corrections. / With those that a later article took back: see corrections.
-- $metric =  : mã hay tên chỉ tiêu; trống: mọi chỉ tiêu đã nhận ra / a metric's code or name; empty: all that are recognised
-- $subject =  : của ai, nơi nào; trống: tất cả / whose; empty: all
-- $year =  : năm của kỳ, không có thì năm đăng; trống: mọi năm / year of the period, else of publication; empty: every year
-- $words =  : chữ trong câu, gõ có dấu hay không; trống: bất kỳ / words in the sentence, with or without diacritics; empty: any
-- > metric: export_turnover | subject: Hải Phòng | scope: null | surface: 16,4 tỷ USD | status: actual | kind: level | value: 16400000000 | unit: USD | period_end: 2025-06-30
-- > published_on: 2025-07-05 | source: baohaiphong.vn | sentence: … | title: … | fact_id: 3f0c…
SELECT
    m.metric, m.subject, m.scope, m.surface, m.status, m.kind, m.value, m.unit, m.period_end, m.published_on, nullif(a.source, 'unknown') AS source, m.sentence, a.title, m.fact_id
FROM mart.measurements AS m
JOIN dim_article AS a ON m.article_id = a.article_id AND a.is_current
WHERE m.metric IS NOT NULL AND NOT m.is_repeat AND m.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
    AND ($metric = '' OR m.metric IN (SELECT d.metric FROM dim_metric AS d WHERE d.metric = $metric OR mart.is_named(d.name_vi, $metric) OR mart.is_named(d.name_en, $metric))) AND mart.is_named(m.subject, $subject)
    AND ($year = '' OR year(coalesce(m.period_end, m.published_on)) = nullif($year, '')::INTEGER) AND mart.speaks_of(m.sentence, $words)
ORDER BY coalesce(m.period_end, m.published_on) DESC NULLS LAST, m.metric, m.subject, m.fact_id;
