-- Hai báo nói khác nhau ở đâu? / Where do two articles give different figures for the same thing?
SELECT metric, subject, period_end, value_a, value_b, unit, sentence_a, sentence_b, origin_a, origin_b
FROM mart.contradictions
ORDER BY metric, subject;
