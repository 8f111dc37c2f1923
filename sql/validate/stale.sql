-- When each source brought articles in scheduled runs that were published; from the books.
SELECT p.source, r.started_at
FROM profile AS p JOIN run AS r USING (run_id)
WHERE p.measure = 'articles' AND p.value > 0 AND p.source NOT IN ('*', 'unknown') AND r.kind = 'scheduled' AND r.state = 'published'
ORDER BY p.source, r.started_at
