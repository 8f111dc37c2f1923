-- Documents that published runs dealt with, or that lie in quarantine, each as it was first fetched, since an instant ('' for all); from the books.
SELECT capture_id, sha256, origin, source, media_type, container, row_number, bytes, fetched_at, status, headers
FROM (
    SELECT *, row_number() OVER (PARTITION BY origin, sha256 ORDER BY fetched_at, seq) AS fetch
    FROM capture
    WHERE fetched_at >= $since
        AND ((origin, sha256) IN (SELECT document.origin, document.sha256 FROM document JOIN run USING (run_id) WHERE run.state = 'published')
            OR (origin, sha256) IN (SELECT origin, sha256 FROM quarantine))
) AS fetched
WHERE fetch = 1
ORDER BY fetched_at, seq
