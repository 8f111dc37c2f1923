-- What lies in quarantine, by reason, rule and source, and what of it this run set aside.
SELECT coalesce(q.fact_type, 'document') AS fact_type, q.reason, coalesce(q.payload ->> '$.rule', q.expectation, q.stage) AS rule, coalesce(a.source, '') AS source,
    count(*) FILTER (q.state = 'open') AS open, count(*) FILTER (q.run_id = $run_id) AS this_run,
    count(*) FILTER (q.state = 'replayed') AS replayed, count(*) FILTER (q.state = 'closed') AS closed
FROM dq.quarantine AS q LEFT JOIN dim_article AS a ON q.version_id = a.version_id
GROUP BY 1, 2, 3, 4 HAVING open + this_run > 0 ORDER BY open DESC, this_run DESC, q.reason, rule, source LIMIT 60
