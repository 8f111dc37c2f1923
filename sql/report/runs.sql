SELECT run_id, started_at, state, documents_read, documents_loaded, documents_rejected, facts_loaded, facts_quarantined, generation
FROM ops.run ORDER BY started_at DESC LIMIT 20
