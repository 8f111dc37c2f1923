-- Each target beside the newest actual of the same metric, subject and scope up to its deadline, and how far it is; or why it cannot be rated.
CREATE OR REPLACE VIEW mart.target_progress AS
WITH target AS (
    SELECT t.*, m.kind, m.scope, coalesce(d.better = 'lower', false) AS lower_is_better
    FROM mart.targets AS t
    LEFT JOIN fact_measurement AS m ON t.measurement_id = m.fact_id
    LEFT JOIN dim_metric AS d ON t.metric = d.metric
    WHERE NOT t.is_repeat
), actual AS (
    SELECT m.*, d.dimension FROM mart.measurements AS m LEFT JOIN dim_unit AS d USING (unit)
    WHERE m.status IN ('actual', 'estimate') AND NOT m.is_repeat AND m.metric IS NOT NULL AND m.subject IS NOT NULL
), met AS (
    SELECT
        t.*, a.fact_id AS actual_fact_id, a.value AS actual_value, a.unit AS actual_unit, a.period_end AS actual_period_end, a.sentence AS actual_sentence,
        row_number() OVER (PARTITION BY t.fact_id ORDER BY coalesce(a.period_end, a.published_on) DESC NULLS LAST, a.fact_id) AS nth
    FROM target AS t
    LEFT JOIN actual AS a
        ON t.metric = a.metric AND t.subject = a.subject AND t.kind = a.kind AND t.unit = a.unit AND t.scope IS NOT DISTINCT FROM a.scope
        AND a.fact_id <> t.measurement_id
        AND (t.deadline IS NULL OR coalesce(a.period_end, a.published_on) IS NULL OR coalesce(a.period_end, a.published_on) <= t.deadline)
)
SELECT
    fact_id, article_id, published_on, subject, goal, metric, value, unit, comparator, deadline, speaker, sentence,
    actual_fact_id, actual_value, actual_period_end, actual_sentence,
    CASE WHEN actual_value IS NOT NULL AND value <> 0 AND NOT lower_is_better THEN round(actual_value / value, 4) END AS share_reached,
    CASE
        WHEN metric IS NULL OR value IS NULL OR subject IS NULL OR actual_value IS NULL THEN 'not_rateable'
        WHEN lower_is_better AND actual_value <= value OR NOT lower_is_better AND actual_value >= value THEN 'reached'
        WHEN deadline < current_date THEN 'missed'
        ELSE 'under_way'
    END AS progress,
    CASE
        WHEN value IS NULL THEN 'the goal holds no figure'
        WHEN metric IS NULL THEN 'what is measured was not recognised'
        WHEN subject IS NULL THEN 'whose goal it is was not recognised'
        WHEN actual_value IS NULL THEN 'no actual of the same metric, subject and scope up to the deadline'
    END AS reason
FROM met
WHERE nth = 1;
