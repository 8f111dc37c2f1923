-- Keeps what was judged beside the star, and has its versions settled again.
DELETE FROM fact_judgement;

INSERT INTO fact_judgement
SELECT o.fact_id, o.fact_type, o.version_id, j.action, j.amendment, j.reason, j.judged_by, j.judged_at, o.original, o.run_id, o.rules_version
FROM originals AS o JOIN judged AS j USING (fact_id);

INSERT INTO touched SELECT version_id, article_id FROM dim_article SEMI JOIN originals USING (version_id);
