-- The statements of the articles whose facts are put back: who speaks in them is known, whichever fact was judged.
CREATE OR REPLACE TEMP VIEW staged_statements AS
SELECT f.version_id, v.speaker, v.speaker_kind, v.organization
FROM mart.statements AS v JOIN fact_statement AS f ON v.fact_id = f.fact_id
WHERE f.version_id IN (SELECT version_id FROM originals SEMI JOIN changed USING (fact_id));
