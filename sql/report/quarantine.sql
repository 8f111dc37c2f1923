-- The newest things in quarantine in their sentences, a few of each reason.
SELECT left(q.quarantine_id, 8) AS quarantine_id, coalesce(q.fact_type, 'document') AS fact_type, q.reason, q.origin, coalesce(s.sentence, q.payload ->> '$.surface', q.payload ->> '$.detail') AS sentence,
    CASE WHEN s.sentence IS NOT NULL THEN q.char_start - s.char_start END AS marks_from, CASE WHEN s.sentence IS NOT NULL THEN q.char_end - s.char_start END AS marks_to
FROM dq.quarantine AS q
LEFT JOIN dim_sentence AS s ON q.version_id = s.version_id AND q.char_start >= s.char_start AND q.char_end <= s.char_end
WHERE q.state = 'open'
QUALIFY row_number() OVER (PARTITION BY q.fact_type, q.reason ORDER BY q.run_id = $run_id DESC, q."at" DESC, q.quarantine_id) <= 5
ORDER BY q.run_id = $run_id DESC, q."at" DESC, q.stage, q.reason, q.quarantine_id LIMIT 50
