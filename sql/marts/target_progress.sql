-- Each target beside the newest actual of the same metric, kind, unit, subject and scope, and how far it is; or why it cannot be rated. As of today, while
-- mart.target_progress_by(day) tells it as of that day, with the actuals up to it.
-- What was so before a target's own period ("giai đoạn 2025-2030") says nothing of it; for a level to be reached by a day it is where it starts from.
-- On track: the share reached is no less than the share of time gone by, from the target's start (its period, else the day it was told) to its deadline.
-- A rate does not grow with the days of its period: short of its goal it is under way. Once its day has come a target is reached, missed by an actual of
-- that day, or due: no actual of that day is known.
CREATE OR REPLACE VIEW mart.target_progress AS
WITH target AS (
    SELECT
        t.*, m.kind, m.scope, m.per, m.kind = 'level' AND t.unit NOT IN ('percent', 'percentage_point') AS adds_up, coalesce(d.better = 'lower', false) AS lower_is_better,
        coalesce(m.period_start, t.published_on) AS starts_on, m.period_start AS counts_from
    FROM mart.targets AS t
    LEFT JOIN fact_measurement AS m ON t.measurement_id = m.fact_id
    LEFT JOIN dim_metric AS d ON t.metric = d.metric
    WHERE NOT t.is_repeat
), actual AS (
    -- No goal's own figure is an actual. Of one day the one told last: with one a day, the newest that counts is found without comparing all with all.
    SELECT *, coalesce(period_end, published_on) AS as_of
    FROM mart.measurements
    WHERE coalesce(period_end, published_on) IS NOT NULL AND fact_id NOT IN (SELECT measurement_id FROM fact_target WHERE measurement_id IS NOT NULL) AND status IN ('actual', 'estimate') AND NOT is_repeat AND metric IS NOT NULL AND subject IS NOT NULL AND equivalent_of IS NULL
    QUALIFY row_number() OVER (PARTITION BY metric, subject, kind, unit, scope, per, as_of ORDER BY published_on DESC NULLS LAST, fact_id) = 1
), met AS (
    SELECT t.*, CASE WHEN t.counts_from IS NULL OR a.as_of >= t.counts_from THEN a END AS a
    FROM (SELECT *, least(deadline, timezone('Asia/Ho_Chi_Minh', now())::DATE) AS until FROM target) AS t
    ASOF LEFT JOIN actual AS a
        ON t.metric = a.metric AND t.subject = a.subject AND t.kind = a.kind AND t.unit = a.unit
        AND coalesce(t.scope, '') = coalesce(a.scope, '') AND coalesce(t.per, '') = coalesce(a.per, '') AND t.until >= a.as_of
), told AS (
    SELECT
        *, a.fact_id AS actual_fact_id, a.value AS actual_value, a.period_end AS actual_period_end, a.as_of AS actual_as_of,
        a.sentence AS actual_sentence, a.claim_id AS actual_claim_id
    FROM met
), rated AS (
    SELECT
        *,
        coalesce(CASE WHEN lower_is_better THEN actual_value <= value ELSE actual_value >= value END, false) AS is_reached,
        CASE WHEN value <> 0 AND NOT lower_is_better THEN actual_value / value END AS reached,
        CASE
            WHEN adds_up AND deadline > starts_on AND actual_as_of > starts_on
                THEN least(1, date_diff('day', starts_on, actual_as_of) / date_diff('day', starts_on, deadline))
        END AS time_gone
    FROM told
)
SELECT
    fact_id, article_id, published_on, subject, goal, metric, value, unit, comparator, deadline, speaker, sentence,
    actual_fact_id, actual_value, actual_period_end, actual_sentence,
    round(reached, 4) AS share_reached, round(time_gone, 4) AS share_of_time,
    CASE
        WHEN is_reached THEN 'reached'
        WHEN actual_as_of >= deadline THEN 'missed'
        WHEN deadline <= timezone('Asia/Ho_Chi_Minh', now())::DATE THEN 'due'
        WHEN metric IS NULL OR value IS NULL OR subject IS NULL OR actual_value IS NULL THEN 'not_rateable'
        WHEN reached IS NULL OR time_gone IS NULL THEN 'under_way'
        WHEN reached >= time_gone THEN 'on_track'
        ELSE 'behind'
    END AS progress,
    CASE
        WHEN value IS NULL THEN 'the goal holds no figure'
        WHEN metric IS NULL THEN 'what is measured was not recognised'
        WHEN subject IS NULL THEN 'whose goal it is was not recognised'
        WHEN actual_value IS NULL THEN 'no dated actual of the same metric, subject and scope in the time of the target'
        WHEN is_disputed THEN 'the actual is disputed: other articles tell another value'
        WHEN deadline <= timezone('Asia/Ho_Chi_Minh', now())::DATE AND actual_as_of < deadline THEN 'the newest actual is of ' || actual_as_of || ', before the deadline'
    END AS reason,
    is_disputed AS actual_is_disputed
FROM (
    SELECT *, coalesce(actual_claim_id IN (SELECT claim_id FROM mart.contradictions), false) AS is_disputed
    FROM rated
);
