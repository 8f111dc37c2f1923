-- The last judgement of every fact, and what the rules read of those judged before whose version was not read again.
CREATE OR REPLACE TEMP TABLE judged AS
SELECT fact_id, action, CASE WHEN action = 'amend' THEN amendment END AS amendment, reason, judged_by, "at" AS judged_at
FROM ops.override
QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY "at" DESC, rowid DESC) = 1;

DELETE FROM fact_judgement WHERE version_id IN (SELECT version_id FROM touched) OR version_id NOT IN (SELECT version_id FROM dim_article);

CREATE OR REPLACE TEMP TABLE originals AS
SELECT fact_id, fact_type, version_id, original, run_id, rules_version FROM fact_judgement;
