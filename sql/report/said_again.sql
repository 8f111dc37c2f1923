-- The figures of the same text that say what was read of a judged one, in other words or again, or that convert it, and that nobody judged.
WITH judged AS (
    SELECT
        fact_id, version_id, original ->> 'metric' AS metric, key_of((original ->> 'subject_kind') || '|' || (original ->> 'subject')) AS subject_id,
        (original ->> 'value')::DECIMAL(38, 6) AS value, original ->> 'unit' AS unit, original ->> 'kind' AS kind, original ->> 'equivalent_of' AS equivalent_of
    FROM fact_judgement WHERE fact_id = $fact_id AND fact_type = 'measurements'
)
SELECT f.fact_id, f.surface
FROM judged AS j
JOIN fact_measurement AS f ON f.version_id = j.version_id AND f.fact_id <> j.fact_id AND f.judgement IS NULL
WHERE f.equivalent_of = j.fact_id OR f.fact_id = j.equivalent_of
    OR f.metric = j.metric AND f.value = j.value AND f.unit = j.unit AND f.kind IS NOT DISTINCT FROM j.kind
    AND (f.is_repeat OR f.subject_id = j.subject_id)
ORDER BY f.char_start
