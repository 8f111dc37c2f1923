-- How many documents that published runs loaded a star holds nothing of: none, unless it was begun anew. Those of which every
-- article was set aside, or that were forgotten, are none of them.
SELECT count(*)
FROM (
    SELECT DISTINCT d.origin, d.sha256
    FROM ops.document AS d JOIN ops.run AS r USING (run_id)
    WHERE r.state = 'published'
    QUALIFY last_value(d.outcome) OVER (PARTITION BY d.origin, d.sha256 ORDER BY r.started_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) = 'loaded'
) AS loaded
ANTI JOIN ops.version_capture AS held ON loaded.origin = held.origin AND loaded.sha256 = held.sha256
ANTI JOIN dim_article AS article ON loaded.origin = article.origin AND loaded.sha256 = article.sha256
ANTI JOIN (FROM dq.quarantine_item WHERE fact_id IS NULL) AS item ON loaded.origin = item.origin AND loaded.sha256 = item.sha256
