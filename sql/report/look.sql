-- Articles with something to look at: rows set aside, contradictions, judgements, unsure readings; this run's first.
-- A book has no page: all its facts marked are more than a browser shows, or memory holds at once.
WITH aside AS (
    SELECT version_id, count(*) AS set_aside FROM dq.quarantine WHERE state = 'open' AND version_id IS NOT NULL GROUP BY 1
), disputed AS (
    SELECT article_id, count(*) AS contradictions FROM (SELECT article_a AS article_id FROM mart.contradictions UNION ALL SELECT article_b FROM mart.contradictions) GROUP BY 1
), judged AS (
    SELECT version_id, count(*) AS judged FROM fact_judgement GROUP BY 1
), unsure AS (
    SELECT version_id, count(*) AS unsure FROM fact_measurement WHERE NOT is_repeat AND (confidence < 0.85 OR metric IS NULL) GROUP BY 1
)
SELECT * FROM (
    SELECT a.version_id, a.article_id, a.title, coalesce(nullif(a.source, 'unknown'), '') AS source, a.published_on, coalesce(q.set_aside, 0) AS set_aside, coalesce(c.contradictions, 0) AS contradictions,
        coalesce(j.judged, 0) AS judged, coalesce(u.unsure, 0) AS unsure, a.run_id = $run_id AS is_new
    FROM dim_article AS a
    LEFT JOIN aside AS q ON a.version_id = q.version_id
    LEFT JOIN disputed AS c ON a.article_id = c.article_id
    LEFT JOIN judged AS j ON a.version_id = j.version_id
    LEFT JOIN unsure AS u ON a.version_id = u.version_id
    WHERE a.is_current AND a.withdrawn_at IS NULL AND coalesce(a.words, 0) <= 50000
)
ORDER BY set_aside + contradictions + judged > 0 DESC, is_new DESC, set_aside + judged DESC, least(contradictions, 20) DESC, unsure DESC, published_on DESC NULLS LAST, article_id
LIMIT $pages
