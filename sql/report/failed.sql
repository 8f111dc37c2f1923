SELECT severity, stage, table_name, expectation, unexpected, evaluated, observed
FROM dq.result WHERE run_id = $run_id AND NOT success ORDER BY severity, unexpected DESC
