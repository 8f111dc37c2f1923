-- Each source that was fetched: its state, and how many requests of this run were for it; those that fail first.
SELECT s.name, s.fetched_at, s.watermark, count(c.capture_id) AS captures, s.failures, s.rests_until, s.message
FROM ops.source AS s LEFT JOIN ops.capture AS c ON c.feed = s.name AND c.run_id = $run_id
GROUP BY ALL ORDER BY s.failures DESC, s.name LIMIT 60
