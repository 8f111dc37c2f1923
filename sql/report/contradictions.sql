-- Articles that give different values for one claim, both sentences side by side.
SELECT article_a, article_b, metric, subject, period_end, value_a, value_b, unit, sentence_a, sentence_b, origin_a, origin_b FROM mart.contradictions ORDER BY metric, subject, period_end, fact_a, fact_b LIMIT 40
