-- Ties figures that are the same across articles: metric, subject, kind, unit, scope, period, status and basis agree. A
-- claim that is left out ties nothing. No claim are a part of a total that nothing tells from it (mart.parts), a country's share of which only the whole is
-- told, trade with a partner that is not told, and the price of what is not told: two of them are hardly of one thing. What converts
-- a figure is of that figure's claim, and what says one again of a claim that its article tells.
UPDATE fact_measurement SET claim_id = NULL WHERE claim_id IN (SELECT thing_id FROM left_out WHERE kind = 'claim');
-- These hang on other figures of their article, which may have changed.
UPDATE fact_measurement SET claim_id = NULL
WHERE claim_id IS NOT NULL AND article_id IN (SELECT article_id FROM touched) AND (is_repeat OR part_of IS NOT NULL OR equivalent_of IS NOT NULL);

CREATE OR REPLACE TEMP TABLE claimed AS
SELECT
    f.fact_id, f.version_id, f.is_repeat, key_of(concat_ws(
        '|', f.metric, f.subject_kind, folded(e.name), f.kind,
        -- The commonest unit of a dimension goes by the dimension's name, as all of its units once did: the ids of those claims stay.
        CASE WHEN f.unit IN ('VND', 'percent', 'times', 'person', 'hectare', 'tonne', 'km') THEN coalesce(u.dimension, f.unit) ELSE coalesce(f.unit, '') END,
        coalesce(f.per, ''), coalesce(f.scope, ''), coalesce(f.period_start::VARCHAR, ''), coalesce(f.period_end::VARCHAR, ''), f.status, coalesce(f.basis, '')
    )) AS claim_id
FROM fact_measurement AS f
JOIN dim_entity AS e ON f.subject_id = e.entity_id AND e.name IS NOT NULL
LEFT JOIN dim_metric AS m ON f.metric = m.metric
LEFT JOIN dim_unit AS u ON f.unit = u.unit
WHERE f.claim_id IS NULL AND f.metric IS NOT NULL AND f.equivalent_of IS NULL AND f.fact_id NOT IN (SELECT fact_id FROM mart.parts)
    AND NOT (f.scope IS NULL AND f.subject_kind IN ('place', 'country') AND (f.kind = 'share' OR f.metric = 'price'))
    AND NOT list_contains(coalesce(string_split(f.scope, ', '), []), 'song phương')
    AND (f.period_end IS NOT NULL OR f.period_start IS NOT NULL OR NOT coalesce(m.needs_period, true));

DELETE FROM claimed WHERE claim_id IN (SELECT thing_id FROM left_out WHERE kind = 'claim');
DELETE FROM claimed WHERE is_repeat AND (version_id, claim_id) NOT IN (
    SELECT (version_id, claim_id) FROM claimed WHERE NOT is_repeat
    UNION ALL SELECT (version_id, claim_id) FROM fact_measurement WHERE claim_id IS NOT NULL AND NOT is_repeat AND equivalent_of IS NULL AND version_id IN (SELECT version_id FROM claimed WHERE is_repeat)
);
UPDATE fact_measurement SET claim_id = claimed.claim_id FROM claimed WHERE fact_measurement.fact_id = claimed.fact_id;

UPDATE fact_measurement SET claim_id = converted.claim_id
FROM (SELECT fact_id, claim_id FROM fact_measurement WHERE claim_id IS NOT NULL AND equivalent_of IS NULL) AS converted
WHERE fact_measurement.claim_id IS NULL AND fact_measurement.equivalent_of = converted.fact_id;
