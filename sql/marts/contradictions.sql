-- Pairs of articles that give different values for one claim, beyond rounding (1 %) and what their comparators allow.
CREATE OR REPLACE VIEW mart.contradictions AS
WITH told AS (
    SELECT f.*, coalesce(a.duplicate_of, f.article_id) AS telling, a.origin, s.sentence
    FROM fact_measurement AS f
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
    LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
    WHERE f.claim_id IS NOT NULL AND NOT f.is_repeat AND f.equivalent_of IS NULL AND f.value_high IS NULL
)
SELECT
    l.claim_id, l.metric, e.name AS subject, l.period_start, l.period_end, l.status, l.unit,
    l.article_id AS article_a, r.article_id AS article_b, l.fact_id AS fact_a, r.fact_id AS fact_b,
    l.value AS value_a, r.value AS value_b, l.comparator AS comparator_a, r.comparator AS comparator_b,
    l.origin AS origin_a, r.origin AS origin_b, l.sentence AS sentence_a, r.sentence AS sentence_b
FROM told AS l
JOIN told AS r ON l.claim_id = r.claim_id AND l.unit = r.unit AND l.telling < r.telling
LEFT JOIN dim_entity AS e ON l.subject_id = e.entity_id
WHERE abs(l.value - r.value) > 0.01 * greatest(abs(l.value), abs(r.value))
    AND NOT (l.comparator IN ('gt', 'ge') AND r.value >= l.value AND r.value <= l.value * 1.1)
    AND NOT (r.comparator IN ('gt', 'ge') AND l.value >= r.value AND l.value <= r.value * 1.1)
    AND NOT (l.comparator IN ('lt', 'le') AND r.value <= l.value AND r.value >= l.value * 0.9)
    AND NOT (r.comparator IN ('lt', 'le') AND l.value <= r.value AND l.value >= r.value * 0.9)
    AND NOT ('approx' IN (l.comparator, r.comparator) AND abs(l.value - r.value) <= 0.05 * greatest(abs(l.value), abs(r.value)));
