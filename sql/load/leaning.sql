-- Facts that lean on a rejected one: a conversion without its figure would be counted as one, a part without its total
-- would be left out of sums, a target would promise the wrong figure.
SELECT fact_id, leans_on
FROM (
    SELECT fact_id, unnest([equivalent_of, part_of]) AS leans_on FROM fact_measurement
    UNION ALL SELECT fact_id, measurement_id FROM fact_target
    UNION ALL SELECT fact_id, unnest([original ->> 'equivalent_of', original ->> 'part_of', original ->> 'measurement_id']) FROM fact_judgement
) AS leaning
JOIN (SELECT fact_id AS fact_id_rejected FROM judged WHERE action = 'reject') AS r ON leaning.leans_on = r.fact_id_rejected
WHERE fact_id NOT IN (SELECT fact_id FROM judged WHERE action = 'reject')
