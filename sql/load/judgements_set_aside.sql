-- The judgements that could not be applied to the star, each with the fact as it was read and where it stands.
SELECT
    j.fact_id, j.fact_type, j.version_id, a.article_id, a.origin, a.sha256, (j.original ->> 'char_start')::INTEGER AS char_start,
    (j.original ->> 'char_end')::INTEGER AS char_end, j.original AS payload, j.set_aside
FROM fact_judgement AS j JOIN dim_article AS a USING (version_id)
WHERE j.set_aside IS NOT NULL
ORDER BY j.fact_id
