-- Documents that published runs dealt with, or that lie in quarantine, each as it was first fetched; from the books.
SELECT
    capture_id, sha256, origin, source, media_type, container, row_number, bytes, timezone('UTC', fetched_at) AS fetched_at, status, headers
FROM capture
WHERE ($since::DATE IS NULL OR timezone('Asia/Ho_Chi_Minh', fetched_at)::DATE >= $since::DATE)
    AND ((origin, sha256) IN (SELECT (origin, sha256) FROM document JOIN run USING (run_id) WHERE run.state = 'published')
        OR (origin, sha256) IN (SELECT (origin, sha256) FROM quarantine))
QUALIFY row_number() OVER (PARTITION BY origin, sha256 ORDER BY fetched_at, rowid) = 1
ORDER BY fetched_at, rowid
