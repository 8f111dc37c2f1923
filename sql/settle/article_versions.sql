-- Numbers the versions of every article that a run touched; the newest is current. A function of the set of versions,
-- never of the order in which they came.
UPDATE dim_article
SET article_version = numbered.number, is_current = numbered.is_last
FROM (
    SELECT
        a.version_id,
        row_number() OVER oldest_first AS number,
        row_number() OVER oldest_first = count(*) OVER (PARTITION BY a.article_id) AS is_last
    FROM dim_article AS a
    LEFT JOIN ops.version_place AS p USING (version_id)
    WHERE a.article_id IN (SELECT article_id FROM touched)
    WINDOW oldest_first AS (
        PARTITION BY a.article_id
        ORDER BY a.captured_at NULLS FIRST, place_of(a.origin, p.row_number), a.published_at NULLS FIRST, a.sha256
    )
) AS numbered
WHERE dim_article.version_id = numbered.version_id;
