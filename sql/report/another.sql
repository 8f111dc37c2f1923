-- Articles that this run brought under an id or a path by which an earlier article is known: it was used again.
WITH brought AS (
    SELECT * FROM dim_article AS a
    WHERE run_id = $run_id AND keyed_by IN ('id', 'path') AND is_current
        AND NOT EXISTS (FROM dim_article AS v WHERE v.article_id = a.article_id AND v.run_id <> a.run_id)
)
SELECT a.origin, coalesce(a.title, left(a.text, 60)) AS title, coalesce(b.title, left(b.text, 60)) AS other_title
FROM brought AS a
JOIN dim_article AS b ON a.article_key = b.article_key AND a.article_id <> b.article_id AND b.is_current
WHERE b.run_id <> a.run_id OR (b.captured_at, b.origin) < (a.captured_at, a.origin)
QUALIFY row_number() OVER (PARTITION BY a.article_id ORDER BY b.captured_at DESC, b.version_id) = 1
ORDER BY a.origin
LIMIT 200
