-- Each target beside the newest actual of the same metric, kind, unit, subject and scope, and how far it is; or why it cannot be rated. As of today, while
-- mart.target_progress_by(day) tells it as of that day, with the actuals up to it.
-- What adds up over a period (revenue, exports, arrivals) and what grows in one is compared from the same first day only: half a year says nothing of
-- another year's goal. A goal for a day, without a first one, stands beside the last whole year of what adds up; of all else beside what was last told.
-- On track: the share reached is no less than the share of time gone by, from the target's first day to its deadline. A rate does not grow with the days
-- of its period: short of its goal it is under way, and so is growth of a part of it. Once its day has come a target is reached, missed by an actual
-- of that day, or due: no actual of that day is known. What is told of a whole year in its last month stands as of the day it was told.
-- A rating that rests on an actual of half a year ago says so: its share of time is that of the actual's day.
-- A goal in words about a project (mart.project_goals) is reached where that was told by its day, or of a day up to it, and reached late where the day told is later.
CREATE OR REPLACE VIEW mart.target_progress AS
WITH figure AS (
    SELECT
        *, kind IN ('growth', 'change') AS grows, least(coalesce(period_end, published_on), CASE WHEN status = 'actual' THEN published_on END) AS as_of, list_contains(coalesce(string_split(scope, ', '), []), 'song phương') AS of_unknown_partner,
        kind = 'level' AND unit NOT IN ('percent', 'percentage_point', 'basis_point') AND coalesce(metric IN (SELECT metric FROM dim_metric WHERE is_flow), false) AS adds_up,
        fact_id IN (SELECT fact_id FROM mart.parts) AS is_part,
        claim_id IS NOT NULL AND max(abs(value)) FILTER (equivalent_of IS NULL) OVER claim > 1.05 * min(abs(value)) FILTER (equivalent_of IS NULL) OVER claim AS is_of_two
    FROM mart.measurements
    WINDOW claim AS (PARTITION BY article_id, claim_id)
), target AS (
    SELECT
        t.*, m.kind, m.scope, m.per, m.period_end, m.grows, m.adds_up, coalesce(m.is_part, false) AS is_part, coalesce(d.better = 'lower', false) AS lower_is_better,
        least(t.deadline, timezone('Asia/Ho_Chi_Minh', now())::DATE) AS until,
        -- A year's goal told without its year is that of the year it was told in.
        coalesce(m.period_start, CASE WHEN m.adds_up AND t.deadline IS NULL THEN date_trunc('year', t.published_on)::DATE END) AS counts_from
    FROM mart.targets AS t
    LEFT JOIN figure AS m ON t.measurement_id = m.fact_id
    LEFT JOIN dim_metric AS d ON t.metric = d.metric
    WHERE NOT t.is_repeat
), actual AS (
    -- No actual are a goal's own figure, a part of a total that nothing tells from it (mart.parts), what is told of a period that is not over (unless it is an estimate, or of a year in its last month), trade with a partner that is not
    -- told, and what one article tells with two values, so of two things, nor what a later one takes back (mart.corrected). Where nobody knows when an article was told, its sentence must tell the year itself, and not give
    -- the very figure of a goal for the same day. Of one period the one told last: with one a period, the newest that counts is found without comparing all with all.
    SELECT *
    FROM figure AS f
    WHERE as_of IS NOT NULL AND fact_id NOT IN (SELECT measurement_id FROM fact_target WHERE measurement_id IS NOT NULL) AND fact_id NOT IN (SELECT fact_id FROM mart.corrected)
        AND (status = 'estimate' OR status = 'actual' AND coalesce(period_end <= published_on + CASE WHEN period_end - period_start >= 360 THEN 31 ELSE 0 END, true))
        AND NOT is_repeat AND metric IS NOT NULL AND subject IS NOT NULL AND equivalent_of IS NULL AND NOT of_unknown_partner AND NOT is_of_two AND NOT is_part
        AND (published_on IS NOT NULL OR contains(sentence, year(period_end)::VARCHAR) AND NOT EXISTS (
            SELECT 1 FROM target AS t WHERE t.metric = f.metric AND t.subject = f.subject AND t.kind = f.kind AND t.unit = f.unit AND t.period_end = f.period_end AND t.value = f.value
        ))
    QUALIFY row_number() OVER (PARTITION BY metric, subject, kind, unit, scope, per, period_start, as_of ORDER BY published_on DESC NULLS LAST, fact_id) = 1
), met AS (
    SELECT
        t.*,
        CASE
            WHEN t.is_part THEN NULL  -- of the whole only an actual is known, of the part none
            WHEN t.counts_from IS NOT NULL AND (t.adds_up OR t.grows) THEN since
            WHEN t.grows OR coalesce(t.deadline, t.published_on) IS NULL THEN NULL  -- from when it grows, or when it is due, is not told
            WHEN stood.as_of >= coalesce(t.counts_from, t.published_on - 730, stood.as_of) THEN stood
        END AS a
    FROM target AS t
    ASOF LEFT JOIN actual AS since
        ON t.metric = since.metric AND t.subject = since.subject AND t.kind = since.kind AND t.unit = since.unit AND coalesce(t.scope, '') = coalesce(since.scope, '')
        AND coalesce(t.per, '') = coalesce(since.per, '') AND t.counts_from = since.period_start AND t.until >= since.as_of
    ASOF LEFT JOIN (
        FROM actual WHERE NOT adds_up OR period_end - period_start >= 360
        QUALIFY row_number() OVER (PARTITION BY metric, subject, kind, unit, scope, per, as_of ORDER BY published_on DESC NULLS LAST, fact_id) = 1
    ) AS stood
        ON t.metric = stood.metric AND t.subject = stood.subject AND t.kind = stood.kind AND t.unit = stood.unit AND coalesce(t.scope, '') = coalesce(stood.scope, '')
        AND coalesce(t.per, '') = coalesce(stood.per, '') AND t.until >= stood.as_of
), worked AS (
    -- Of a goal about a project: when it was first told to have come about, and how far the project is, by that day.
    SELECT
        g.fact_id, any_value(g.project_id) AS project_id, any_value(g.aim) AS aim, any_value(p.stage) AS stage,
        arg_min(g, (coalesce(g.met_to, g.met_told_on), g.met_fact_id)) FILTER (g.met_told_on <= timezone('Asia/Ho_Chi_Minh', now())::DATE) AS w
    FROM mart.project_goals AS g
    LEFT JOIN (
        SELECT project_id, arg_max(stage, (published_on, fact_id)) AS stage FROM mart.investments
        WHERE stage IS NOT NULL AND published_on <= timezone('Asia/Ho_Chi_Minh', now())::DATE GROUP BY project_id
    ) AS p USING (project_id)
    GROUP BY g.fact_id
), told AS (
    SELECT
        *, a.fact_id AS actual_fact_id, a.value AS actual_value, a.period_end AS actual_period_end, a.as_of AS actual_as_of,
        a.sentence AS actual_sentence, a.claim_id AS actual_claim_id
    FROM met
), rated AS (
    SELECT
        *,
        coalesce(CASE WHEN lower_is_better THEN actual_value <= value ELSE actual_value >= value END, false) AND NOT (grows AND coalesce(actual_period_end, actual_as_of) < deadline) AS is_reached,
        CASE WHEN value <> 0 AND NOT lower_is_better THEN actual_value / value END AS reached,
        CASE
            WHEN adds_up AND deadline > counts_from AND actual_as_of > counts_from
                THEN least(1, date_diff('day', counts_from, actual_as_of) / date_diff('day', counts_from, deadline))
        END AS time_gone,
        -- Levels so far apart are hardly of one thing: a part and the whole, or a slip of the unit.
        kind = 'level' AND unit NOT IN ('percent', 'percentage_point', 'basis_point') AND NOT lower_is_better AND value > 0 AND actual_value NOT BETWEEN value / 1000 AND value * 3 AS is_far
    FROM told
)
SELECT
    fact_id, article_id, published_on, subject, goal, metric, value, unit, comparator, deadline, speaker, sentence,
    coalesce(actual_fact_id, w.met_fact_id) AS actual_fact_id, actual_value, coalesce(actual_period_end, w.met_to) AS actual_period_end, coalesce(actual_sentence, w.met_sentence) AS actual_sentence,
    round(reached, 4) AS share_reached, round(time_gone, 4) AS share_of_time,
    CASE
        WHEN coalesce(w.met_to, w.met_told_on) <= coalesce(deadline, w.met_told_on) THEN 'reached'
        WHEN w.met_from > deadline THEN 'reached_late'
        WHEN w.met_told_on IS NOT NULL OR is_far THEN 'not_rateable'
        WHEN is_reached THEN 'reached'
        WHEN actual_as_of >= deadline THEN 'missed'
        WHEN deadline <= timezone('Asia/Ho_Chi_Minh', now())::DATE THEN 'due'
        WHEN aim = 'completed' AND stage IN ('started', 'delayed') THEN 'under_way'
        WHEN metric IS NULL OR value IS NULL OR subject IS NULL OR actual_value IS NULL THEN 'not_rateable'
        WHEN reached IS NULL OR time_gone IS NULL THEN 'under_way'
        WHEN reached >= time_gone THEN 'on_track'
        ELSE 'behind'
    END AS progress,
    CASE
        WHEN coalesce(w.met_to, w.met_told_on) <= coalesce(deadline, w.met_told_on) THEN NULL
        WHEN w.met_from > deadline THEN date_diff('day', deadline, w.met_from) || ' days after the deadline'
        WHEN w.met_told_on IS NOT NULL THEN 'it was told to be ' || aim || ' on ' || w.met_told_on || ', after the deadline, but not since when'
        WHEN aim IS NOT NULL THEN 'no later article tells that the project was ' || aim || coalesce('; it was last told to be ' || stage, '')
        WHEN value IS NULL THEN 'the goal holds no figure'
        WHEN metric IS NULL THEN 'what is measured was not recognised'
        WHEN subject IS NULL THEN 'whose goal it is was not recognised'
        WHEN is_part THEN 'the goal is a part of another, and which part was not recognised'
        WHEN actual_value IS NULL THEN 'no dated actual of the same metric, subject, scope and period'
        WHEN is_far THEN 'the newest actual is ' || round(reached, 3) || ' times the goal: it is hardly of the same thing'
        WHEN is_disputed THEN 'the actual is disputed: other articles tell another value'
        WHEN deadline <= timezone('Asia/Ho_Chi_Minh', now())::DATE AND actual_as_of < deadline THEN 'the newest actual is of ' || actual_as_of || ', before the deadline'
        WHEN NOT is_reached AND deadline > timezone('Asia/Ho_Chi_Minh', now())::DATE AND date_diff('day', actual_as_of, timezone('Asia/Ho_Chi_Minh', now())::DATE) > 183 THEN 'nothing newer is known than the actual of ' || actual_as_of
    END AS reason,
    is_disputed AS actual_is_disputed, project_id,
    -- One promise, however many articles tell it; one without a deadline is another each year it counts from.
    md5(concat_ws('|', coalesce(subject, ''), coalesce(metric, lower(goal)), coalesce(kind, ''), coalesce(per, ''), coalesce(value::VARCHAR, lower(goal)), coalesce(unit, ''),
        coalesce(deadline::VARCHAR, year(counts_from)::VARCHAR, ''), coalesce(project_id, ''), coalesce(scope, ''))) AS promise_id
FROM (
    SELECT *, coalesce(actual_claim_id IN (SELECT claim_id FROM mart.contradictions), false) AS is_disputed
    FROM rated LEFT JOIN worked USING (fact_id)
);
