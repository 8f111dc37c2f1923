-- The profiles of the last $runs scheduled runs that were published; from the books.
SELECT p.source, p.measure, p.value, p.counted, p.run_id, r.started_at
FROM profile AS p
JOIN (SELECT run_id, started_at FROM run WHERE kind = 'scheduled' AND state = 'published' ORDER BY started_at DESC LIMIT $runs) AS r USING (run_id)
ORDER BY r.started_at, p.seq
