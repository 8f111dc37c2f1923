-- Each source: what the warehouse holds of it, how fresh it is, and how many articles the last runs brought.
SELECT
    coalesce(a.source, '') AS source, count(*) AS articles, sum(a.facts_loaded)::BIGINT AS facts, sum(a.facts_quarantined)::BIGINT AS set_aside, count(a.duplicate_of) AS reprints,
    max(a.published_on) AS newest, max(a.first_seen_at)::DATE AS last_seen, any_value(p.today) AS today, any_value(p.brought) AS articles_trend
FROM mart.articles AS a
LEFT JOIN (
    SELECT p.source, list(p.value ORDER BY r.started_at)[-30:] AS brought, max(p.value) FILTER (p.run_id = $run_id)::BIGINT AS today
    FROM dq.profile AS p JOIN ops.run AS r USING (run_id) WHERE p.measure = 'articles' AND r.state = 'published' GROUP BY p.source
) AS p ON p.source = coalesce(a.source, 'unknown')
GROUP BY 1 ORDER BY articles DESC, source LIMIT 60
