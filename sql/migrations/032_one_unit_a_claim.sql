-- A claim holds figures of one unit: đồng and dollars, people and households were one. Its id is made of the unit, but of the commonest unit of
-- each dimension, whose claims keep theirs. No claim are parts of a total that nothing tells from it; what converts a figure
-- or says it again is of that figure's claim or of none. As sql/settle/claims.sql ties what comes in from now on.
UPDATE fact_measurement SET claim_id = key_of(concat_ws(
    '|', metric, subject_kind, folded(told.name), kind, coalesce(unit, ''), coalesce(per, ''), coalesce(scope, ''),
    coalesce(period_start::VARCHAR, ''), coalesce(period_end::VARCHAR, ''), status, coalesce(basis, '')
))
FROM (SELECT entity_id, name FROM dim_entity) AS told
WHERE claim_id IS NOT NULL AND subject_id = told.entity_id AND coalesce(unit, '') NOT IN ('VND', 'percent', 'times', 'person', 'hectare', 'tonne', 'km');

UPDATE fact_measurement SET claim_id = NULL
WHERE equivalent_of IS NOT NULL OR fact_id IN (
    SELECT p.fact_id FROM fact_measurement AS p LEFT JOIN fact_measurement AS w ON p.part_of = w.fact_id
    WHERE p.part_of IS NOT NULL
        AND (
            w.fact_id IS NULL
            OR (p.metric IS NOT DISTINCT FROM w.metric OR starts_with(w.metric, p.metric || '_')) AND p.subject_id = w.subject_id AND (p.scope IS NULL OR p.scope = w.scope)
            AND coalesce(p.period_start = w.period_start, true) AND coalesce(p.period_end = w.period_end, true)
        )
);

UPDATE fact_measurement SET claim_id = NULL
WHERE is_repeat AND claim_id IS NOT NULL AND (version_id, claim_id) NOT IN (SELECT (version_id, claim_id) FROM fact_measurement WHERE claim_id IS NOT NULL AND NOT is_repeat);

UPDATE fact_measurement SET claim_id = converted.claim_id
FROM (SELECT fact_id, claim_id FROM fact_measurement WHERE claim_id IS NOT NULL AND equivalent_of IS NULL) AS converted
WHERE fact_measurement.claim_id IS NULL AND fact_measurement.equivalent_of = converted.fact_id;
