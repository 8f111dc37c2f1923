-- One row a claim: the same figure across articles. An article and its copies are one independent article and one source,
-- that of the original where it tells the claim. Bounds of a range are told by size, so that those of a fall descend:
-- "giảm 2-3%" is -2 and -3.
CREATE OR REPLACE VIEW mart.claims AS
WITH told AS (
    SELECT
        f.*, coalesce(a.duplicate_of, f.article_id) AS telling,
        first_value(a.source) OVER (PARTITION BY f.claim_id, coalesce(a.duplicate_of, f.article_id) ORDER BY a.duplicate_of IS NOT NULL, a.published_on NULLS LAST, f.article_id) AS source,
        coalesce(a.published_on, timezone('Asia/Ho_Chi_Minh', a.first_seen_at)::DATE) AS seen_on
    FROM fact_measurement AS f
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
    WHERE f.claim_id IS NOT NULL AND f.fact_id NOT IN (SELECT fact_id FROM mart.corrected) AND NOT f.is_repeat AND f.equivalent_of IS NULL
)
SELECT
    told.claim_id, any_value(told.metric) AS metric, arg_min(e.name, (told.seen_on, told.fact_id)) AS subject, any_value(told.kind) AS kind, any_value(told.scope) AS scope,
    any_value(told.status) AS status, any_value(told.basis) AS basis, any_value(told.period_start) AS period_start, any_value(told.period_end) AS period_end,
    min(least(told.value, told.value_high)) AS value_low, max(greatest(told.value, told.value_high)) AS value_high, any_value(told.unit) AS unit,
    count(DISTINCT told.article_id) AS articles, count(DISTINCT told.telling) AS independent_articles,
    count(DISTINCT nullif(told.source, 'unknown')) AS sources, min(told.seen_on) AS first_seen_on, max(told.seen_on) AS last_seen_on,
    told.claim_id IN (SELECT claim_id FROM mart.contradictions) AS is_contradicted
FROM told
LEFT JOIN dim_entity AS e ON told.subject_id = e.entity_id
GROUP BY told.claim_id;
