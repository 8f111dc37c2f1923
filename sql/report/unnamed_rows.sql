-- Rows of data sets without id or address that this run brought under a title and a day under which an earlier delivery
-- (of the same source, and folder or file name) brought another text: both stand. A row each, with the one that stood before.
WITH row_of_text AS (
    SELECT
        article_id, version_id, run_id, source, captured_at, title, published_on, folded(title) AS words,
        regexp_extract(origin, '^([^#]*)', 1) AS file,
        regexp_extract(origin, '([^/#]*)(?:#.*)?$', 1) AS name, regexp_extract(origin, '^([^#]*/)', 1) AS folder
    FROM dim_article
    WHERE keyed_by = 'text' AND is_current AND withdrawn_at IS NULL AND folded(title) <> ''
)
SELECT a.file, a.title, b.article_id AS earlier
FROM row_of_text AS a
JOIN row_of_text AS b
    ON a.words = b.words AND a.article_id <> b.article_id AND a.published_on IS NOT DISTINCT FROM b.published_on
    AND a.source IS NOT DISTINCT FROM b.source AND (a.folder = b.folder OR a.name = b.name)
WHERE a.run_id = $run_id AND (b.run_id <> a.run_id OR (b.file <> a.file AND (b.captured_at, b.file) < (a.captured_at, a.file)))
QUALIFY row_number() OVER (PARTITION BY a.article_id ORDER BY b.captured_at DESC, b.version_id) = 1
ORDER BY a.file, a.title
