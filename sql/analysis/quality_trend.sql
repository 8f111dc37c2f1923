-- Kỳ vọng nào hay hỏng, từ khi nào? / Which expectations fail, how often, since when, and did they recover?
-- $since = 2000-01-01 : từ ngày này / from this day on
-- > expectation: measurements.value_in_bounds | name: … | severity: warning | source: null | failures: 3 | runs: 20 | rows_by_run: [0, 3, 2] | began_on: 2026-11-20 | good_now: true
SELECT
    t.expectation, any_value(e.name_vi) AS name, any_value(t.severity) AS severity, t.source, count(*) FILTER (NOT t.success) AS failures, count(*) AS runs,
    list(t.unexpected ORDER BY t.started_at)[-8:] AS rows_by_run, max(t.started_on) FILTER (t.began) AS began_on, arg_max(t.success, t.started_at) AS good_now
FROM dq.trend AS t LEFT JOIN dq.dim_expectation AS e USING (expectation)
WHERE t.started_on >= $since::DATE
GROUP BY t.expectation, t.source HAVING failures > 0
ORDER BY good_now, failures DESC, t.expectation;
