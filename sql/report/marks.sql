-- Every fact of some versions, with its view's row as JSON; what was set aside of them too. $articles are those of $versions: the views know no others.
WITH wanted AS (
    SELECT article_id, version_id FROM dim_article WHERE version_id IN $versions
), facts AS (
    SELECT 'mentions' AS fact_type, article_id, to_json(v)::VARCHAR AS row FROM mart.mentions AS v WHERE article_id IN $articles
    UNION ALL SELECT 'measurements', article_id, to_json(v)::VARCHAR FROM mart.measurements AS v WHERE article_id IN $articles
    UNION ALL SELECT 'targets', article_id, to_json(v)::VARCHAR FROM mart.targets AS v WHERE article_id IN $articles
    UNION ALL SELECT 'statements', article_id, to_json(v)::VARCHAR FROM mart.statements AS v WHERE article_id IN $articles
    UNION ALL SELECT 'events', article_id, to_json(v)::VARCHAR FROM mart.events AS v WHERE article_id IN $articles
    UNION ALL SELECT 'investments', article_id, to_json(v)::VARCHAR FROM mart.investments AS v WHERE article_id IN $articles
    UNION ALL SELECT 'agreements', article_id, to_json(v)::VARCHAR FROM mart.agreements AS v WHERE article_id IN $articles
    UNION ALL SELECT 'position_observations', article_id, to_json(v)::VARCHAR FROM mart.position_observations AS v WHERE article_id IN $articles
    UNION ALL SELECT 'citations', article_id, to_json(v)::VARCHAR FROM mart.citations AS v WHERE article_id IN $articles
)
SELECT fact_type, version_id, row, NULL AS reason FROM facts JOIN wanted USING (article_id)
UNION ALL
SELECT fact_type, version_id, payload, reason FROM dq.quarantine WHERE version_id IN $versions AND state = 'open' AND stage <> 'judgement' AND fact_id IS NOT NULL AND payload IS NOT NULL
