-- Sources silent three times longer than their longest pause, and more than a day; from the books.
WITH brought AS (
    SELECT p.source, r.started_at, epoch(r.started_at - lag(r.started_at) OVER (PARTITION BY p.source ORDER BY r.started_at)) / 86400 AS gap
    FROM profile AS p JOIN run AS r USING (run_id)
    WHERE p.measure = 'articles' AND p.value > 0 AND p.source NOT IN ('*', 'unknown') AND r.kind = 'scheduled' AND r.state = 'published'
)
SELECT source, epoch(now() - max(started_at)) / 86400 AS silent, max(gap) AS usual
FROM brought GROUP BY source
HAVING count(*) >= 5 AND silent > greatest(1, 3 * usual)
ORDER BY source
