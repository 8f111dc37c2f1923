-- Has the last word said of a fact (same_fact: fact_id, told_id) hold for the current version's too where nobody judged that one,
-- and notes of what was judged whose sentence the current version has no longer.
INSERT INTO judged BY NAME
SELECT s.told_id AS fact_id, j.action, j.amendment, j.reason, j.judged_by, j.judged_at, s.fact_id AS carried_from
FROM same_fact AS s JOIN judged AS j USING (fact_id)
WHERE s.told_id NOT IN (SELECT fact_id FROM judged)
QUALIFY row_number() OVER (PARTITION BY s.told_id ORDER BY j.judged_at DESC, s.fact_id) = 1;

UPDATE judged SET ended = true
WHERE carried_from IS NULL AND fact_id NOT IN (SELECT fact_id FROM same_fact) AND fact_id IN (
    SELECT o.fact_id FROM originals AS o JOIN dim_article AS b USING (version_id)
    JOIN dim_article AS a ON a.article_id = b.article_id AND a.is_current AND a.version_id <> b.version_id AND a.withdrawn_at IS NULL
);
