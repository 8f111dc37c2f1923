-- Pages that were fetched and no published run dealt with yet, each as it was first fetched, and again where other bytes were
-- fetched between; those of other runs that are under way (JSON $running) are theirs.
SELECT run_id, capture_id, sha256, origin, source, media_type, container, row_number, bytes, fetched_at, status, headers
FROM capture AS c LEFT JOIN (SELECT run_id, started_at FROM run) AS own USING (run_id)
WHERE role = 'page' AND outcome = 'fetched' AND sha256 IS NOT NULL
    AND run_id NOT IN (SELECT value FROM json_each($running))
    AND NOT EXISTS (
        SELECT 1 FROM document AS d JOIN run AS r USING (run_id)
        WHERE d.origin = c.origin AND d.sha256 = c.sha256 AND r.state = 'published' AND r.started_at >= coalesce(own.started_at, '')
    )
    AND c.sha256 IS NOT (
        SELECT b.sha256 FROM capture AS b
        WHERE b.origin = c.origin AND b.role = 'page' AND b.outcome = 'fetched' AND b.sha256 IS NOT NULL
            AND b.run_id NOT IN (SELECT value FROM json_each($running)) AND (b.fetched_at, b.seq) < (c.fetched_at, c.seq)
        ORDER BY b.fetched_at DESC, b.seq DESC LIMIT 1
    )
ORDER BY fetched_at, c.seq
