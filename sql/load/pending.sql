-- Pages that were fetched and no published run dealt with yet, each as it was first fetched; those of other runs that are
-- under way (JSON $running) are theirs.
SELECT run_id, capture_id, sha256, origin, source, media_type, container, row_number, bytes, fetched_at, status, headers
FROM (
    SELECT c.*, row_number() OVER (PARTITION BY origin, sha256 ORDER BY fetched_at, seq) AS fetch
    FROM capture AS c
    WHERE role = 'page' AND outcome = 'fetched' AND sha256 IS NOT NULL
        AND run_id NOT IN (SELECT value FROM json_each($running))
        AND NOT EXISTS (
            SELECT 1 FROM document AS d JOIN run AS r USING (run_id) WHERE d.origin = c.origin AND d.sha256 = c.sha256 AND r.state = 'published'
        )
) AS fetched
WHERE fetch = 1
ORDER BY fetched_at, seq
