-- Every version of every article.
CREATE OR REPLACE VIEW mart.article_versions AS
SELECT
    a.article_id, a.article_version, a.is_current, nullif(a.source, 'unknown') AS source, a.origin, a.title, a.lead, a.byline, a.published_on,
    a.published_at, a.published_from, a.first_seen_at, a.withdrawn_at, a.language, a.words, a.text, a.duplicate_of,
    coalesce(f.facts_loaded, 0) AS facts_loaded, coalesce(q.facts_quarantined, 0) AS facts_quarantined, a.version_id, a.sha256
FROM dim_article AS a
LEFT JOIN (
    SELECT version_id, count(*) AS facts_loaded FROM (
        SELECT version_id FROM fact_mention UNION ALL SELECT version_id FROM fact_measurement UNION ALL SELECT version_id FROM fact_target
        UNION ALL SELECT version_id FROM fact_statement UNION ALL SELECT version_id FROM fact_event UNION ALL SELECT version_id FROM fact_investment
        UNION ALL SELECT version_id FROM fact_agreement UNION ALL SELECT version_id FROM fact_position UNION ALL SELECT version_id FROM fact_citation
    ) GROUP BY version_id
) AS f ON a.version_id = f.version_id
LEFT JOIN (
    SELECT version_id, count(*) AS facts_quarantined FROM dq.quarantine_item WHERE state = 'open' AND stage <> 'judgement' AND fact_id IS NOT NULL GROUP BY version_id
) AS q ON a.version_id = q.version_id;
