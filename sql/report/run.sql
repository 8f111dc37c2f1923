-- The run that a report is about: the one asked for, else the last.
SELECT * FROM ops.run WHERE $run_id IS NULL OR run_id = $run_id ORDER BY started_at DESC LIMIT 1
