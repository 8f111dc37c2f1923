-- Staged versions that another document gave already, with its origin: one of the run, or one of the star that was
-- captured before. What the star holds of documents that the run reads again says nothing.
WITH ranked AS (
    SELECT
        parse_filename(filename) AS file, version_id, origin, sha256, captured_at, row_number,
        first_value(origin) OVER same AS first_origin, row_number() OVER same AS place
    FROM staged
    WINDOW same AS (PARTITION BY version_id ORDER BY captured_at, place_of(origin, row_number), published_at NULLS FIRST, sha256, filename)
)
SELECT file, version_id, sha256, origin, first_origin FROM ranked WHERE place > 1
UNION ALL
SELECT r.file, r.version_id, r.sha256, r.origin, s.origin
FROM ranked AS r
JOIN star_article AS s USING (version_id)
WHERE r.place = 1
    AND (s.origin, s.sha256) NOT IN (SELECT (origin, sha256) FROM documents)
    AND (s.captured_at, place_of(s.origin, s.row_number)) < (r.captured_at, place_of(r.origin, r.row_number))
