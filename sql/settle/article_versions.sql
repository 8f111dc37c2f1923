-- Numbers the versions of every article that a run touched; the newest is current. A function of the set of versions,
-- never of the order in which they came.
UPDATE dim_article
SET article_version = numbered.number, is_current = numbered.is_last
FROM (
    SELECT
        version_id,
        row_number() OVER oldest_first AS number,
        row_number() OVER oldest_first = count(*) OVER (PARTITION BY article_id) AS is_last
    FROM dim_article
    WHERE article_id IN (SELECT article_id FROM touched)
    WINDOW oldest_first AS (PARTITION BY article_id ORDER BY published_at NULLS FIRST, first_seen_at NULLS FIRST, sha256)
) AS numbered
WHERE dim_article.version_id = numbered.version_id;
