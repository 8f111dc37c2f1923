-- Adds the staged versions that are new; a version seen before keeps its first sight.
INSERT INTO dim_article BY NAME
SELECT
    version_id, article_id, 0 AS article_version, false AS is_current, sha256, coalesce(source, 'unknown') AS source, origin, title, lead, byline,
    published_on, published_at, published_from, fetched_at AS first_seen_at, NULL::TIMESTAMPTZ AS withdrawn_at, language, words, text,
    NULL::VARCHAR AS duplicate_of, $run_id AS run_id, $rules_version AS rules_version
FROM staged_articles
WHERE version_id NOT IN (SELECT version_id FROM dim_article)
QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY fetched_at, origin) = 1;

UPDATE dim_article SET rules_version = $rules_version WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO dim_source
SELECT DISTINCT source, NULL, NULL FROM dim_article WHERE source NOT IN (SELECT source FROM dim_source);
