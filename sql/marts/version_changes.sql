-- What changed between one version of an article and the next: facts added, removed, and changed, where one thing that was
-- said of something gave way to another. `what` is what the fact says, of a change the new words; `before` what they took the place of.
CREATE OR REPLACE VIEW mart.version_changes AS
WITH told AS (
    SELECT 'measurements' AS fact_type, version_id, fact_id, concat_ws(' ', metric, status, surface) AS what,
        CASE WHEN metric IS NOT NULL THEN concat_ws('|', metric, subject_id, scope, kind, status, unit, per, basis, period_start, period_end) END AS about FROM fact_measurement WHERE NOT is_repeat
    UNION ALL SELECT 'targets', version_id, fact_id, concat_ws(' ', goal, deadline), CASE WHEN metric IS NOT NULL THEN concat_ws('|', metric, subject_id, unit) END FROM fact_target WHERE NOT is_repeat
    UNION ALL SELECT 'statements', version_id, fact_id, concat_ws(' ', verb, statement), CASE WHEN speaker_id <> 'unknown' THEN concat_ws('|', speaker_id, verb) END FROM fact_statement WHERE NOT is_repeat
    UNION ALL SELECT 'events', version_id, fact_id, concat_ws(' ', name, starts_on, ends_on, venue), lower(name) FROM fact_event WHERE NOT is_repeat
    UNION ALL SELECT 'investments', version_id, fact_id, concat_ws(' ', surface, format('{:,d} VND', amount_vnd::HUGEINT), format('{:,d} USD', amount_usd::HUGEINT), stage), nullif(project_id, 'unknown') FROM fact_investment WHERE NOT is_repeat
    UNION ALL SELECT 'agreements', version_id, fact_id, concat_ws(' ', surface, kind, count), kind FROM fact_agreement WHERE NOT is_repeat
    UNION ALL SELECT 'position_observations', version_id, fact_id, concat_ws(' ', surface, title, tenure), nullif(person_id, 'unknown') FROM fact_position WHERE NOT is_repeat
    UNION ALL SELECT 'citations', version_id, fact_id, concat_ws(' ', surface, issuer, year), NULL FROM fact_citation WHERE NOT is_repeat
), numbered AS (
    SELECT t.*, a.article_id, a.article_version FROM told AS t JOIN dim_article AS a USING (version_id)
), steps AS (
    SELECT article_id, article_version AS to_version, article_version - 1 AS from_version FROM dim_article WHERE article_version > 1
), differing AS (
    SELECT s.article_id, s.from_version, s.to_version, n.fact_type, 'added' AS change, n.fact_id, n.what, n.about
    FROM steps AS s JOIN numbered AS n ON n.article_id = s.article_id AND n.article_version = s.to_version
    WHERE NOT EXISTS (FROM numbered AS o WHERE o.article_id = s.article_id AND o.article_version = s.from_version AND o.fact_type = n.fact_type AND o.what = n.what)
    UNION ALL
    SELECT s.article_id, s.from_version, s.to_version, o.fact_type, 'removed', o.fact_id, o.what, o.about
    FROM steps AS s JOIN numbered AS o ON o.article_id = s.article_id AND o.article_version = s.from_version
    WHERE NOT EXISTS (FROM numbered AS n WHERE n.article_id = s.article_id AND n.article_version = s.to_version AND n.fact_type = o.fact_type AND n.what = o.what)
), paired AS (
    -- One taken away and one put in its place, of the same thing: with more of either, nothing says which took the place of which.
    SELECT
        *, about IS NOT NULL AND count(*) FILTER (change = 'added') OVER same = 1 AND count(*) FILTER (change = 'removed') OVER same = 1 AS is_pair,
        max(fact_id) FILTER (change = 'removed') OVER same AS before_id, max(what) FILTER (change = 'removed') OVER same AS before
    FROM differing
    WINDOW same AS (PARTITION BY article_id, to_version, fact_type, about)
)
SELECT
    article_id, from_version, to_version, fact_type, CASE WHEN is_pair THEN 'changed' ELSE change END AS change, fact_id, what,
    CASE WHEN is_pair THEN before_id END AS before_id, CASE WHEN is_pair THEN before END AS before
FROM paired
WHERE NOT (is_pair AND change = 'removed');
