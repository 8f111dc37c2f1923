-- What came through each stage in this run, beside the run before and the last thirty.
WITH counted AS (
    UNPIVOT (FROM ops.run WHERE documents_read > 0 AND (state = 'published' OR run_id = $run_id) AND started_at <= (SELECT started_at FROM ops.run WHERE run_id = $run_id))
    ON documents_read, documents_loaded, documents_unchanged, documents_duplicate, documents_rejected, facts_extracted, facts_loaded, facts_repeats, facts_quarantined
    INTO NAME stage VALUE counted
)
SELECT stage, max(counted) FILTER (run_id = $run_id) AS today, arg_max(counted, started_at) FILTER (run_id <> $run_id) AS run_before, list(counted ORDER BY started_at)[-30:] AS value_trend
FROM counted GROUP BY stage
ORDER BY list_position(['documents_read', 'documents_loaded', 'documents_unchanged', 'documents_duplicate', 'documents_rejected', 'facts_extracted', 'facts_loaded', 'facts_repeats', 'facts_quarantined'], stage)
