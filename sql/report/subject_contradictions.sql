-- What articles tell differently, with the names of what is measured and of both articles; the newest period first.
SELECT
    c.*, d.name_vi || ' / ' || d.name_en AS metric_name, u.name_vi || ' / ' || u.name_en AS unit_name,
    a.title AS title_a, nullif(a.source, 'unknown') AS source_a, a.published_on AS published_a,
    b.title AS title_b, nullif(b.source, 'unknown') AS source_b, b.published_on AS published_b
FROM mart.contradictions AS c
LEFT JOIN dim_metric AS d ON c.metric = d.metric
LEFT JOIN dim_unit AS u ON c.unit = u.unit
LEFT JOIN dim_article AS a ON c.article_a = a.article_id AND a.is_current
LEFT JOIN dim_article AS b ON c.article_b = b.article_id AND b.is_current
ORDER BY c.period_end DESC NULLS LAST, c.claim_id, c.fact_a, c.fact_b;
