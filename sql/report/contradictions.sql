SELECT metric, subject, period_end, value_a, value_b, unit, sentence_a, sentence_b FROM mart.contradictions ORDER BY metric, subject LIMIT 50
