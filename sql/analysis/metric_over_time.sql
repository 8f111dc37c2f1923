-- Một chỉ tiêu của một nơi qua các kỳ / A metric of a subject over time, actuals beside targets.
-- ? qua các năm, tăng bao nhiêu, giảm bao nhiêu, diễn biến / trend, history
-- $metric =  : mã hay tên chỉ tiêu, như state_budget_revenue, thu ngân sách nhà nước; trống: chỉ tiêu có nhiều kỳ nhất / a metric's code or name; empty: the one with most periods
-- $subject =  : của ai, nơi nào; trống: nơi có nhiều kỳ nhất / whose figures; empty: who has most periods
-- > metric: state_budget_revenue | subject: Quảng Ninh | period_start: 2024-01-01 | period_end: 2024-12-31 | scope: null | status: actual | kind: level | comparator: eq | value: 56200000000000 | unit: VND
-- > basis: null | value_usd: 2210000000 | published_on: 2025-01-08 | sentence: … | fact_id: 3f0c…
WITH told AS (
    SELECT * FROM mart.measurements
    WHERE metric IS NOT NULL AND subject IS NOT NULL AND NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts) AND fact_id NOT IN (SELECT fact_id FROM mart.corrected) AND fact_id NOT IN (SELECT fact_id FROM mart.parts)
        AND ($metric = '' OR metric IN (SELECT d.metric FROM dim_metric AS d WHERE d.metric = $metric OR mart.is_named(d.name_vi, $metric) OR mart.is_named(d.name_en, $metric))) AND mart.is_named(subject, $subject)
), asked AS (
    SELECT metric, subject FROM told GROUP BY metric, subject
    QUALIFY row_number() OVER (PARTITION BY $metric <> '', $subject <> '' ORDER BY count(DISTINCT period_end) DESC, count(*) DESC, metric, subject) = 1
)
SELECT metric, subject, period_start, period_end, scope, status, kind, comparator, value, unit, basis, value_usd, published_on, sentence, fact_id
FROM told SEMI JOIN asked USING (metric, subject)
ORDER BY scope NULLS FIRST, coalesce(period_end, published_on), kind, status, published_on, fact_id;
