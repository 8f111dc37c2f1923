-- Keeps what was judged beside the star, and has the versions of facts put back settled again.
DELETE FROM fact_judgement;

INSERT INTO fact_judgement BY NAME
SELECT
    o.fact_id, o.fact_type, o.version_id, j.action, j.amendment, j.reason, j.judged_by, j.judged_at, o.original, o.run_id, o.rules_version, j.set_aside, j.carried_from, j.ended
FROM originals AS o JOIN judged AS j USING (fact_id);

INSERT INTO touched
SELECT version_id, article_id FROM dim_article
WHERE version_id IN (SELECT version_id FROM originals SEMI JOIN changed USING (fact_id)) AND version_id NOT IN (SELECT version_id FROM touched);
