-- What changed between one version of an article and the next: figures, statements, targets and offices added or removed.
CREATE OR REPLACE VIEW mart.version_changes AS
WITH told AS (
    SELECT 'measurements' AS fact_type, version_id, fact_id, concat_ws(' ', coalesce(metric, '?'), status, surface) AS what FROM fact_measurement WHERE NOT is_repeat
    UNION ALL SELECT 'targets', version_id, fact_id, goal FROM fact_target WHERE NOT is_repeat
    UNION ALL SELECT 'statements', version_id, fact_id, concat_ws(' ', verb, statement) FROM fact_statement WHERE NOT is_repeat
    UNION ALL SELECT 'position_observations', version_id, fact_id, surface FROM fact_position WHERE NOT is_repeat
), numbered AS (
    SELECT t.*, a.article_id, a.article_version FROM told AS t JOIN dim_article AS a USING (version_id)
), steps AS (
    SELECT article_id, article_version AS to_version, article_version - 1 AS from_version FROM dim_article WHERE article_version > 1
)
SELECT s.article_id, s.from_version, s.to_version, n.fact_type, 'added' AS change, n.fact_id, n.what
FROM steps AS s JOIN numbered AS n ON n.article_id = s.article_id AND n.article_version = s.to_version
WHERE NOT EXISTS (FROM numbered AS o WHERE o.article_id = s.article_id AND o.article_version = s.from_version AND o.fact_type = n.fact_type AND o.what = n.what)
UNION ALL
SELECT s.article_id, s.from_version, s.to_version, o.fact_type, 'removed', o.fact_id, o.what
FROM steps AS s JOIN numbered AS o ON o.article_id = s.article_id AND o.article_version = s.from_version
WHERE NOT EXISTS (FROM numbered AS n WHERE n.article_id = s.article_id AND n.article_version = s.to_version AND n.fact_type = o.fact_type AND n.what = o.what);
