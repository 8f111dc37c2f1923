-- Staged versions that another document gives, with its origin: one of the run, or of the star. What the star holds of
-- documents that the run reads again says nothing. Of all captures of a version the last that tells a day is right about
-- it, and the first capture with that day is the one that the version is read from.
WITH given AS (
    SELECT *, place_of(origin, row_number) AS place FROM (
        SELECT version_id, captured_at, origin, row_number, sha256, published_on, published_at, true AS is_new, parse_filename(filename) AS file FROM staged
        UNION ALL
        SELECT version_id, captured_at, origin, row_number, sha256, published_on, published_at, false, NULL
        FROM star_capture
        WHERE version_id IN (SELECT version_id FROM staged) AND (origin, sha256) NOT IN (SELECT (origin, sha256) FROM documents)
    )
), dated AS (
    SELECT *, last_value(published_on IGNORE NULLS) OVER (
        PARTITION BY version_id ORDER BY captured_at NULLS FIRST, place, published_at NULLS FIRST, sha256, file
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS day
    FROM given
), holding AS (
    -- The star's stand for what it read: where it read the version with another day, it is to be read anew.
    SELECT g.* FROM dated AS g LEFT JOIN star_article AS s USING (version_id)
    WHERE g.published_on IS NOT DISTINCT FROM g.day AND (g.is_new OR s.published_on IS NOT DISTINCT FROM g.day)
), stands AS (
    FROM holding QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY captured_at NULLS FIRST, place, published_at NULLS FIRST, sha256, file) = 1
)
SELECT
    parse_filename(s.filename) AS file, s.version_id, s.sha256, s.origin, s.row_number, s.fetched_at, s.captured_at, s.published_on, s.published_at,
    s.published_from, o.origin AS first_origin
FROM staged AS s
JOIN stands AS o ON s.version_id = o.version_id
WHERE (o.file, o.origin, o.sha256) IS DISTINCT FROM (parse_filename(s.filename), s.origin, s.sha256)
