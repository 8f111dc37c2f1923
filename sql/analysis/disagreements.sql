-- Hai báo nói khác nhau ở đâu? / Where do two articles give different figures for the same thing?
SELECT metric, subject, period_end, value_a, value_b, unit, sentence_a, sentence_b, origin_a, origin_b
FROM mart.contradictions
WHERE fact_a NOT IN (SELECT fact_id FROM mart.copied_facts) AND fact_b NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY metric, subject;
