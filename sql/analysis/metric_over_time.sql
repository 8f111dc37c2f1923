-- Một chỉ tiêu của một nơi qua các kỳ / A metric of a subject over time, actuals beside targets.
-- $metric = state_budget_revenue : a code of seeds/reference/metrics.csv
-- $subject = Quảng Ninh : whose figures
SELECT period_start, period_end, status, kind, comparator, value, unit, basis, value_usd, published_on, sentence, fact_id
FROM mart.measurements
WHERE metric = $metric AND subject = $subject AND NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY coalesce(period_end, published_on), status;
