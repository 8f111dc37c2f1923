-- What a run set aside again stays open under its own id and moves to that run; what a person closed stays closed.
UPDATE quarantine
SET state = 'open', run_id = $run_id, reason = s.reason, expectation = s.expectation, payload = s.payload, rules_version = s.rules_version,
    closed_by = NULL, closed_reason = NULL, "at" = now()
FROM set_aside AS s
WHERE quarantine.quarantine_id = s.quarantine_id AND quarantine.state <> 'closed';

-- What it read and did not set aside again has landed, or is found no more.
UPDATE quarantine
SET state = 'replayed', closed_by = 'run ' || $run_id, closed_reason = 'read again with the rules of that run: not set aside any more'
WHERE state = 'open' AND quarantine_id NOT IN (SELECT quarantine_id FROM set_aside)
    AND (origin, sha256) IN (SELECT (origin, sha256) FROM documents);
