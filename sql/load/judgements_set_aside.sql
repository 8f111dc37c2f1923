-- The judgements that could not be applied to the star, or whose sentence an article has no longer, each with the fact as it was
-- read and where it stands.
SELECT
    j.fact_id, j.fact_type, j.version_id, a.article_id, a.origin, a.sha256, (j.original ->> 'char_start')::INTEGER AS char_start,
    (j.original ->> 'char_end')::INTEGER AS char_end, j.original AS payload, j.set_aside, coalesce(j.ended, false) AS ended
FROM fact_judgement AS j JOIN dim_article AS a USING (version_id)
WHERE j.set_aside IS NOT NULL OR j.ended
ORDER BY j.fact_id
