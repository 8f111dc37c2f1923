-- Lays the staged versions down; one known already keeps its first sight and its first capture, and when it was withdrawn.
CREATE OR REPLACE TEMP TABLE seen_before AS
SELECT version_id, first_seen_at, captured_at, withdrawn_at FROM dim_article SEMI JOIN staged_articles USING (version_id);

DELETE FROM dim_article WHERE version_id IN (SELECT version_id FROM seen_before);

INSERT INTO dim_article BY NAME
SELECT
    a.version_id, a.article_id, 0 AS article_version, false AS is_current, a.sha256, coalesce(a.source, 'unknown') AS source, a.origin, a.title, a.lead,
    a.byline, a.published_on, a.published_at, a.published_from, least(a.fetched_at, b.first_seen_at) AS first_seen_at, b.withdrawn_at, a.language,
    a.words, a.text, NULL::VARCHAR AS duplicate_of, $run_id AS run_id, $rules_version AS rules_version, a.article_key, a.keyed_by,
    least(coalesce(a.captured_at, a.fetched_at), b.captured_at) AS captured_at
FROM staged_articles AS a LEFT JOIN seen_before AS b USING (version_id)
QUALIFY row_number() OVER (PARTITION BY a.version_id ORDER BY coalesce(a.captured_at, a.fetched_at), place_of(a.origin, a.row_number), a.sha256) = 1;

DELETE FROM ops.version_place WHERE version_id IN (SELECT version_id FROM staged_articles);
INSERT INTO ops.version_place
SELECT s.version_id, s.row_number
FROM staged_articles AS s SEMI JOIN dim_article AS a ON s.version_id = a.version_id AND s.origin = a.origin AND s.sha256 = a.sha256
WHERE s.row_number IS NOT NULL;

INSERT INTO dim_source
SELECT DISTINCT source, NULL, NULL FROM dim_article WHERE source NOT IN (SELECT source FROM dim_source);
