-- Documents that published runs dealt with, those after generation $since, from the books; is_last: no other document of
-- the origin was captured since, or it was captured at $captured_at where that is given. An origin that was gone when it was
-- last looked for is left out.
WITH dealt AS (
    SELECT d.origin, d.sha256, max(r.started_at) AS dealt_at
    FROM document AS d JOIN run AS r USING (run_id)
    WHERE r.state = 'published' AND coalesce(r.generation, 1) > $since
    GROUP BY d.origin, d.sha256
), gone AS (
    SELECT origin FROM (
        SELECT origin, status, max(fetched_at) FROM capture
        WHERE origin IN (SELECT origin FROM capture WHERE status IN (404, 410))
        GROUP BY origin
    ) WHERE status IN (404, 410)
), seen AS (
    -- A capture of a run that came to no end is not dealt with by what a run before it published.
    SELECT c.origin, c.sha256, max(c.fetched_at) AS seen_at
    FROM capture AS c JOIN dealt AS d ON c.origin = d.origin AND c.sha256 = d.sha256 LEFT JOIN run AS r ON c.run_id = r.run_id
    WHERE coalesce(r.started_at, '') <= d.dealt_at
        AND ($captured_at IS NULL AND c.origin IN (SELECT origin FROM dealt GROUP BY origin HAVING count(*) > 1) OR c.fetched_at = $captured_at)
    GROUP BY c.origin, c.sha256
)
SELECT
    d.origin, d.sha256,
    CASE
        WHEN $captured_at IS NULL THEN coalesce(s.seen_at, '') = max(coalesce(s.seen_at, '')) OVER (PARTITION BY d.origin)
        ELSE s.seen_at IS NOT NULL
    END AS is_last
FROM dealt AS d LEFT JOIN seen AS s ON d.origin = s.origin AND d.sha256 = s.sha256
WHERE d.origin NOT IN (SELECT origin FROM gone)
