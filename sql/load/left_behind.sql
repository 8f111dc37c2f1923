-- Files that runs dealt with which the lake of their home never came to hold (`left_behind`), each as it was captured then, and
-- that no published run dealt with since; pages among them are pending (pending.sql).
SELECT c.capture_id, c.sha256, c.origin, c.source, c.media_type, c.container, c.row_number, c.bytes, c.fetched_at, c.status, c.headers
FROM capture AS c JOIN run AS own USING (run_id)
WHERE own.state = 'left_behind' AND c.status IS NULL AND c.sha256 IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM document AS d JOIN run AS r USING (run_id)
        WHERE d.origin = c.origin AND d.sha256 = c.sha256 AND r.state = 'published' AND r.started_at >= own.started_at
    )
ORDER BY c.fetched_at, c.seq
