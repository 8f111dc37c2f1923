-- Ties figures that are the same across articles: metric, subject, kind, dimension, scope, period, status and basis agree. A
-- claim that is left out ties nothing. No claim are a country's share of which only the whole is told, trade with a partner that is not told, and the price
-- of what is not told: two of them are hardly of one thing.
UPDATE fact_measurement SET claim_id = NULL WHERE claim_id IN (SELECT thing_id FROM left_out WHERE kind = 'claim');

CREATE OR REPLACE TEMP TABLE claimed AS
SELECT
    f.fact_id, key_of(concat_ws(
        '|', f.metric, f.subject_kind, folded(e.name), f.kind, coalesce(u.dimension, f.unit, ''), coalesce(f.per, ''), coalesce(f.scope, ''),
        coalesce(f.period_start::VARCHAR, ''), coalesce(f.period_end::VARCHAR, ''), f.status, coalesce(f.basis, '')
    )) AS claim_id
FROM fact_measurement AS f
JOIN dim_entity AS e ON f.subject_id = e.entity_id AND e.name IS NOT NULL
LEFT JOIN dim_metric AS m ON f.metric = m.metric
LEFT JOIN dim_unit AS u ON f.unit = u.unit
WHERE f.claim_id IS NULL AND f.metric IS NOT NULL
    AND NOT (f.scope IS NULL AND f.subject_kind IN ('place', 'country') AND (f.kind = 'share' OR f.metric = 'price'))
    AND NOT list_contains(coalesce(string_split(f.scope, ', '), []), 'song phương')
    AND (f.period_end IS NOT NULL OR f.period_start IS NOT NULL OR NOT coalesce(m.needs_period, true));

UPDATE fact_measurement SET claim_id = claimed.claim_id FROM claimed
WHERE fact_measurement.fact_id = claimed.fact_id AND claimed.claim_id NOT IN (SELECT thing_id FROM left_out WHERE kind = 'claim');
