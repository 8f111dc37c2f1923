-- Expectations that this run failed; over a period, those that any run since then failed, each in its last failing run.
SELECT
    severity, table_name, source, expectation, column_name, unexpected, evaluated, observed, is_new,
    count(*) OVER (PARTITION BY expectation, source, column_name) AS failures
FROM (
    SELECT r.*, u.started_at, coalesce(t.began AND t.success_before, false) AS is_new
    FROM dq.result AS r JOIN ops.run AS u USING (run_id)
    LEFT JOIN dq.trend AS t
        ON r.run_id = t.run_id AND r.expectation = t.expectation AND r.source IS NOT DISTINCT FROM t.source AND r.column_name IS NOT DISTINCT FROM t.column_name
    WHERE NOT r.success AND (r.run_id = $run_id OR u.started_at >= $since::DATE)
) AS failing
QUALIFY row_number() OVER (PARTITION BY expectation, source, column_name ORDER BY started_at DESC) = 1
ORDER BY severity, unexpected DESC
