-- The runs up to this one, the newest first.
SELECT run_id, started_at, kind, state, documents_read, documents_loaded, facts_loaded, facts_quarantined, generation
FROM ops.run WHERE started_at <= (SELECT started_at FROM ops.run WHERE run_id = $run_id) ORDER BY started_at DESC LIMIT 30
