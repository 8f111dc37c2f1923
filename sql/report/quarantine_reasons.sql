-- What lies in quarantine, by reason, and what of it this run set aside.
SELECT coalesce(fact_type, 'document') AS fact_type, reason, count(*) FILTER (state = 'open') AS open, count(*) FILTER (run_id = $run_id) AS this_run,
    count(*) FILTER (state = 'replayed') AS replayed, count(*) FILTER (state = 'closed') AS closed
FROM dq.quarantine GROUP BY 1, 2 HAVING open + this_run > 0 ORDER BY open DESC, this_run DESC, reason LIMIT 60
