-- Every fact of some versions, with its view's row as JSON; what was set aside of them too.
WITH wanted AS (SELECT unnest($versions) AS version_id), facts AS (
    SELECT 'mentions' AS fact_type, f.version_id, to_json(v)::VARCHAR AS row FROM mart.mentions AS v JOIN fact_mention AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'measurements', f.version_id, to_json(v)::VARCHAR FROM mart.measurements AS v JOIN fact_measurement AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'targets', f.version_id, to_json(v)::VARCHAR FROM mart.targets AS v JOIN fact_target AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'statements', f.version_id, to_json(v)::VARCHAR FROM mart.statements AS v JOIN fact_statement AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'events', f.version_id, to_json(v)::VARCHAR FROM mart.events AS v JOIN fact_event AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'investments', f.version_id, to_json(v)::VARCHAR FROM mart.investments AS v JOIN fact_investment AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'agreements', f.version_id, to_json(v)::VARCHAR FROM mart.agreements AS v JOIN fact_agreement AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'position_observations', f.version_id, to_json(v)::VARCHAR FROM mart.position_observations AS v JOIN fact_position AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
    UNION ALL SELECT 'citations', f.version_id, to_json(v)::VARCHAR FROM mart.citations AS v JOIN fact_citation AS f USING (fact_id) SEMI JOIN wanted USING (version_id)
)
SELECT fact_type, version_id, row, NULL AS reason FROM facts
UNION ALL
SELECT fact_type, version_id, payload, reason FROM dq.quarantine SEMI JOIN wanted USING (version_id) WHERE state = 'open' AND stage <> 'judgement' AND fact_id IS NOT NULL AND payload IS NOT NULL
