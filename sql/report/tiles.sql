-- The figures on top.
SELECT
    (SELECT count(*) FROM dim_article WHERE is_current) AS articles,
    (SELECT max(published_on) FROM dim_article WHERE is_current) AS newest,
    (SELECT count(*) FROM dq.quarantine WHERE state = 'open') AS open,
    (SELECT count(*) FROM mart.contradictions) AS contradictions,
    (SELECT facts_loaded FROM ops.run WHERE state = 'published' AND facts_loaded IS NOT NULL
        AND started_at < (SELECT started_at FROM ops.run WHERE run_id = $run_id) ORDER BY started_at DESC LIMIT 1) AS facts_before
