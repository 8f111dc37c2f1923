-- The facts that the star does not show as they are judged now; of texts that are no longer current those just read again too.
CREATE OR REPLACE TEMP TABLE changed AS
SELECT o.fact_id, o.fact_type
FROM originals AS o
LEFT JOIN judged AS j USING (fact_id)
LEFT JOIN fact_judgement AS k USING (fact_id)
WHERE CASE WHEN j.set_aside IS NULL THEN j.action END IS DISTINCT FROM CASE WHEN k.set_aside IS NULL THEN k.action END
    OR CASE WHEN j.set_aside IS NULL THEN j.amendment END IS DISTINCT FROM CASE WHEN k.set_aside IS NULL THEN k.amendment END
    OR k.fact_id IS NOT NULL AND o.version_id IN (SELECT version_id FROM touched);
