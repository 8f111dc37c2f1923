-- The texts of a key that may be used again, an id or a path, where a run brought one and there are several.
CREATE OR REPLACE TEMP TABLE known_text AS
WITH brought AS (
    SELECT DISTINCT article_key FROM staged_articles WHERE keyed_by IN ('id', 'path')
)
SELECT
    a.version_id, a.article_id, a.article_key, a.keyed_by, a.published_on, nullif(folded(a.title), '') AS title,
    coalesce(s.is_given, false) AS is_given, s.version_id IS NOT NULL AS is_new,
    row_number() OVER (PARTITION BY a.article_key ORDER BY c.captured_at NULLS FIRST, place_of(c.origin, c.row_number), c.published_at NULLS FIRST, c.sha256) AS place
FROM dim_article AS a
SEMI JOIN brought USING (article_key)
LEFT JOIN staged_articles AS s ON a.version_id = s.version_id
JOIN (
    FROM ops.version_capture
    QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY captured_at NULLS FIRST, place_of(origin, row_number), published_at NULLS FIRST, sha256) = 1
) AS c ON a.version_id = c.version_id
QUALIFY count(*) OVER (PARTITION BY a.article_key) > 1;
