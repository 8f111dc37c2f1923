-- A table for the judgements in force, and what the rules read of those judged before whose version was not read again.
-- applied: what an amendment comes to; set_aside: why it cannot be applied; carried_from, ended: see fact_judgement.
CREATE OR REPLACE TEMP TABLE judged (
    fact_id VARCHAR, action VARCHAR, amendment VARCHAR, reason VARCHAR, judged_by VARCHAR, judged_at TIMESTAMPTZ, applied VARCHAR, set_aside VARCHAR,
    carried_from VARCHAR, ended BOOLEAN DEFAULT false
);

DELETE FROM fact_judgement
WHERE version_id IN (SELECT t.version_id FROM touched AS t JOIN dim_article AS a USING (version_id) WHERE a.is_current) OR version_id NOT IN (SELECT version_id FROM dim_article);

CREATE OR REPLACE TEMP TABLE originals AS
SELECT fact_id, fact_type, version_id, original, run_id, rules_version FROM fact_judgement;
