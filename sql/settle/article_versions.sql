-- Numbers the versions of every article that a run touched by their last captures; the newest is current. A function of the
-- set of captures, never of the order in which they came.
UPDATE dim_article
SET article_version = numbered.number, is_current = numbered.is_last
FROM (
    SELECT
        a.version_id,
        row_number() OVER oldest_first AS number,
        row_number() OVER oldest_first = count(*) OVER (PARTITION BY a.article_id) AS is_last
    FROM dim_article AS a
    JOIN (
        FROM ops.version_capture
        QUALIFY row_number() OVER (
            PARTITION BY version_id ORDER BY captured_at NULLS FIRST, place_of(origin, row_number), published_at NULLS FIRST, sha256
        ) = count(*) OVER (PARTITION BY version_id)
    ) AS c USING (version_id)
    WHERE a.article_id IN (SELECT article_id FROM touched)
    WINDOW oldest_first AS (
        PARTITION BY a.article_id
        ORDER BY c.captured_at NULLS FIRST, place_of(c.origin, c.row_number), c.published_at NULLS FIRST, c.sha256
    )
) AS numbered
WHERE dim_article.version_id = numbered.version_id;
