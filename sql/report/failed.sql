-- Expectations that this run failed; over a period, those that any run since then failed, each in its last failing run.
SELECT r.severity, r.stage, r.table_name, r.source, r.expectation, r.column_name, r.unexpected, r.evaluated, r.observed, count(*) OVER (PARTITION BY r.expectation, r.source, r.column_name) AS failures
FROM dq.result AS r JOIN ops.run AS u USING (run_id)
WHERE NOT r.success AND (r.run_id = $run_id OR u.started_at >= $since::DATE)
QUALIFY row_number() OVER (PARTITION BY r.expectation, r.source, r.column_name ORDER BY u.started_at DESC) = 1
ORDER BY r.severity, r.unexpected DESC
