-- Pairs of articles that give different values for one claim, beyond rounding and what their comparators allow.
-- Rounding: half of the last digit told, of the coarser of the two (mart.rounding); "hơn 16.000" allows what rounds to it from above.
-- A total without a period of its own may be another set of things each time: only projects keep theirs, and what they cost on another day is
-- their history (mart.project_history): two that are told on one day differ. Forecasts and proposals of two differ as those
-- who make them do. An article that gives one claim two values tells of two things; so do two articles whose values lie far apart, but where they
-- are the same but for their scale: a slip of the unit. A figure that an article takes back in so many words (mart.corrected) contradicts nothing.
CREATE OR REPLACE VIEW mart.contradictions AS
WITH told AS (
    SELECT
        f.*, coalesce(a.duplicate_of, f.article_id) AS telling, a.origin, a.published_on, s.sentence,
        least(f.value, f.value_high) AS low, greatest(f.value, f.value_high) AS high,  -- bounds of a fall are told by size
        -- 'giảm hơn 5%' is less than -5 on the number line, 'lỗ hơn 5 tỷ' as well: comparators below zero are told by size.
        CASE WHEN f.value < 0 THEN coalesce(MAP {'gt': 'lt', 'ge': 'le', 'lt': 'gt', 'le': 'ge'}[f.comparator], f.comparator) ELSE f.comparator END AS bound,
        length(f.digits) - length(rtrim(f.digits, '0')) - 6 AS zeros
    FROM (SELECT *, abs(value * 1000000)::HUGEINT::VARCHAR AS digits FROM fact_measurement) AS f
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
    LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
    WHERE f.claim_id IS NOT NULL AND f.fact_id NOT IN (SELECT fact_id FROM mart.corrected) AND NOT f.is_repeat AND f.equivalent_of IS NULL AND NOT f.period_is_fuzzy AND f.status NOT IN ('forecast', 'proposed')
        AND (f.subject_kind = 'project' OR f.period_end IS NOT NULL)
    WINDOW claim AS (PARTITION BY f.claim_id, f.article_id)
    QUALIFY min(f.value) OVER claim = max(f.value) OVER claim
), pair AS (
    SELECT
        l.claim_id, l.metric, l.subject_id, l.period_start, l.period_end, l.status, l.unit,
        l.article_id AS article_a, r.article_id AS article_b, l.fact_id AS fact_a, r.fact_id AS fact_b,
        l.value AS value_a, r.value AS value_b, l.low AS low_a, l.high AS high_a, r.low AS low_b, r.high AS high_b,
        l.comparator AS comparator_a, r.comparator AS comparator_b, l.bound AS bound_a, r.bound AS bound_b,
        l.origin AS origin_a, r.origin AS origin_b, l.sentence AS sentence_a, r.sentence AS sentence_b,
        greatest(mart.rounding(l.value), mart.rounding(r.value)) AS rounding,
        0.1 * greatest(abs(l.value), abs(r.value)) AS leeway,
        greatest(abs(l.value), abs(r.value)) / nullif(least(abs(l.value), abs(r.value)), 0) AS apart
    FROM told AS l
    JOIN told AS r ON l.claim_id = r.claim_id AND l.unit = r.unit AND l.telling < r.telling AND (l.period_end IS NOT NULL OR l.published_on = r.published_on)
)
SELECT
    pair.claim_id, pair.metric, e.name AS subject, pair.period_start, pair.period_end, pair.status, pair.unit,
    article_a, article_b, fact_a, fact_b, value_a, value_b, comparator_a, comparator_b, origin_a, origin_b, sentence_a, sentence_b
FROM pair
LEFT JOIN dim_entity AS e ON pair.subject_id = e.entity_id
WHERE (low_a - high_b > rounding OR low_b - high_a > rounding)
    AND NOT (bound_a IN ('gt', 'ge') AND value_b BETWEEN value_a AND value_a + leeway)
    AND NOT (bound_b IN ('gt', 'ge') AND value_a BETWEEN value_b AND value_b + leeway)
    AND NOT (bound_a IN ('lt', 'le') AND value_b BETWEEN value_a - leeway AND value_a)
    AND NOT (bound_b IN ('lt', 'le') AND value_a BETWEEN value_b - leeway AND value_b)
    AND sign(value_a) = sign(value_b)
    AND (apart < 2 OR apart IN (1000, 1000000))
    AND NOT ('approx' IN (comparator_a, comparator_b) AND abs(value_a - value_b) <= leeway / 2);
