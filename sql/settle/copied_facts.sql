-- A fact of a copy that an article before it tells too: of one type, the same words in the same sentence (marks, case and
-- where the tone stands do not matter), or the same value of one claim.
INSERT INTO bridge_copied_fact
WITH fact AS (
    SELECT 'mentions' AS fact_type, fact_id, version_id, sentence_number, surface, NULL AS claim FROM fact_mention WHERE NOT is_repeat
    UNION ALL SELECT 'measurements', fact_id, version_id, sentence_number, surface, claim_id || concat_ws('|', value, value_high, unit) FROM fact_measurement WHERE NOT is_repeat
    UNION ALL SELECT 'targets', fact_id, version_id, sentence_number, surface, NULL FROM fact_target WHERE NOT is_repeat
    UNION ALL SELECT 'statements', fact_id, version_id, sentence_number, surface, NULL FROM fact_statement WHERE NOT is_repeat
    UNION ALL SELECT 'events', fact_id, version_id, sentence_number, surface, NULL FROM fact_event WHERE NOT is_repeat
    UNION ALL SELECT 'investments', fact_id, version_id, sentence_number, surface, NULL FROM fact_investment WHERE NOT is_repeat
    UNION ALL SELECT 'agreements', fact_id, version_id, sentence_number, surface, NULL FROM fact_agreement WHERE NOT is_repeat
    UNION ALL SELECT 'position_observations', fact_id, version_id, sentence_number, surface, NULL FROM fact_position WHERE NOT is_repeat
    UNION ALL SELECT 'citations', fact_id, version_id, sentence_number, surface, NULL FROM fact_citation WHERE NOT is_repeat
), told AS MATERIALIZED (
    -- Of the few articles of stories alone, before the facts are looked for: the joins are planned without knowing that they are few.
    SELECT s.version_id, s.sentence_number, folded(s.sentence) AS sentence FROM dim_sentence AS s SEMI JOIN ranked USING (version_id)
), said AS (
    SELECT f.fact_type, f.fact_id, f.claim, r.story_id, r.article_id, r.place, folded(f.surface) AS surface, s.sentence
    FROM fact AS f
    JOIN ranked AS r USING (version_id)
    JOIN told AS s USING (version_id, sentence_number)
), first_said AS (
    SELECT
        *, first_value(fact_id) OVER in_sentence AS by_sentence, min(place) OVER in_sentence AS sentence_place,
        first_value(fact_id) OVER of_claim AS by_claim, min(place) OVER of_claim AS claim_place
    FROM said
    WINDOW in_sentence AS (PARTITION BY fact_type, story_id, sentence, surface ORDER BY place, fact_id),
        of_claim AS (PARTITION BY fact_type, story_id, claim ORDER BY place, fact_id)
)
SELECT fact_type, fact_id, article_id, CASE WHEN sentence_place < place THEN by_sentence ELSE by_claim END
FROM first_said
WHERE sentence_place < place OR claim IS NOT NULL AND claim_place < place;
