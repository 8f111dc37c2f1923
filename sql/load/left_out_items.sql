-- What is left out of the star, each with its article and document where it is of one.
SELECT
    md5(concat_ws('|', 'star', l.kind, l.thing_id))[:20] AS quarantine_id, l.reason, l.expectation,
    a.article_id, l.version_id, coalesce(l.fact_type, l.kind) AS fact_type, CASE WHEN l.kind = 'fact' THEN l.thing_id END AS fact_id,
    l.char_start, l.char_end, a.origin, a.sha256, l.payload
FROM left_out AS l
LEFT JOIN dim_article AS a ON CASE WHEN l.version_id IS NULL THEN len(l.articles) = 1 AND a.article_id = l.articles[1] AND a.is_current ELSE a.version_id = l.version_id END
ORDER BY quarantine_id
