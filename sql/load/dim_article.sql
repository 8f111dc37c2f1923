-- Lays the staged versions down, with every capture of them; what was known of one already is kept.
CREATE OR REPLACE TEMP TABLE seen_before AS
SELECT version_id, first_seen_at, withdrawn_at FROM dim_article SEMI JOIN staged_articles USING (version_id);

CREATE OR REPLACE TEMP TABLE captured AS
SELECT * FROM staged_captures
WHERE version_id IN (SELECT version_id FROM staged_articles) OR version_id IN (SELECT version_id FROM dim_article);

INSERT INTO ops.version_capture BY NAME
SELECT DISTINCT ON (version_id, captured_at, origin, sha256)
    version_id, captured_at, origin, row_number, sha256, published_on, published_at, published_from, $run_id AS run_id
FROM captured
WHERE (version_id, captured_at, origin, sha256) NOT IN (SELECT (version_id, captured_at, origin, sha256) FROM ops.version_capture WHERE captured_at IS NOT NULL);

DELETE FROM dim_article WHERE version_id IN (SELECT version_id FROM seen_before);

INSERT INTO dim_article BY NAME
SELECT
    a.version_id, a.article_id, 0 AS article_version, false AS is_current, a.sha256, coalesce(a.source, 'unknown') AS source, a.origin, a.title, a.lead,
    a.byline, a.published_on, a.published_at, a.published_from, least(a.fetched_at, b.first_seen_at) AS first_seen_at, b.withdrawn_at, a.language,
    a.words, a.text, NULL::VARCHAR AS duplicate_of, $run_id AS run_id, $rules_version AS rules_version, a.article_key, a.keyed_by,
    a.captured_at
FROM staged_articles AS a LEFT JOIN seen_before AS b USING (version_id)
QUALIFY row_number() OVER (PARTITION BY a.version_id ORDER BY coalesce(a.captured_at, a.fetched_at), place_of(a.origin, a.row_number), a.sha256) = 1;

-- Of all captures of a text the last that tells a day is right about it; the document that the version is read from is the
-- first that tells this day.
UPDATE dim_article
SET
    origin = c.origin, sha256 = c.sha256, published_on = c.published_on, published_at = c.published_at, published_from = c.published_from,
    captured_at = c.first_captured_at, first_seen_at = least(dim_article.first_seen_at, c.fetched_at)
FROM (
    WITH dated AS (
        SELECT
            *, min(captured_at) OVER (PARTITION BY version_id) AS first_captured_at,
            last_value(published_on IGNORE NULLS) OVER (
                PARTITION BY version_id ORDER BY captured_at NULLS FIRST, place_of(origin, row_number), published_at NULLS FIRST, sha256
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS day
        FROM ops.version_capture
        WHERE version_id IN (SELECT version_id FROM captured)
    )
    SELECT d.*, f.fetched_at
    FROM dated AS d
    JOIN (SELECT version_id, min(fetched_at) AS fetched_at FROM captured GROUP BY version_id) AS f USING (version_id)
    WHERE d.published_on IS NOT DISTINCT FROM d.day
    QUALIFY row_number() OVER (
        PARTITION BY d.version_id ORDER BY d.captured_at NULLS FIRST, place_of(d.origin, d.row_number), d.published_at NULLS FIRST, d.sha256
    ) = 1
) AS c
WHERE dim_article.version_id = c.version_id;

-- A text that was captured again and is not the current one may have come back.
INSERT INTO touched
SELECT DISTINCT version_id, article_id FROM dim_article
WHERE NOT is_current AND version_id IN (SELECT version_id FROM captured) AND version_id NOT IN (SELECT version_id FROM touched);

INSERT INTO dim_source
SELECT DISTINCT source, NULL, NULL FROM dim_article WHERE source NOT IN (SELECT source FROM dim_source);
