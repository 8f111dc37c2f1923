SELECT q.reason, q.expectation, coalesce(q.fact_type, 'document') AS what, q.origin, s.sentence, q.state
FROM dq.quarantine AS q
LEFT JOIN dim_sentence AS s ON q.version_id = s.version_id AND q.char_start >= s.char_start AND q.char_end <= s.char_end
WHERE q.run_id = $run_id ORDER BY q.stage, q.reason LIMIT 200
