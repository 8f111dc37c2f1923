-- What has a page: provinces, public people, organisations, projects and metrics that facts tell of; $name and $kind narrow them, null: all.
WITH known AS (
    SELECT 'province' AS kind, name AS key, any_value(name) AS name, []::VARCHAR[] AS also, CASE WHEN bool_and(valid_to IS NOT NULL) THEN 'đến ' || strftime(max(valid_to), '%d/%m/%Y') || ' / until ' || strftime(max(valid_to), '%d/%m/%Y') END AS about, NULL AS built
    FROM dim_place WHERE level IN ('province', 'city') GROUP BY name
    UNION ALL SELECT 'person', person_id, name, aliases, array_to_string(offices, '; '), NULL FROM mart.people WHERE is_public
    UNION ALL SELECT 'organization', organization_id, name, aliases, NULL, NULL FROM mart.organizations
    UNION ALL SELECT 'project', project_id, name, aliases, province, kind FROM mart.projects
    UNION ALL SELECT 'metric', metric, name_vi || ' / ' || name_en, [metric, name_vi, name_en], 'mã ' || metric || ' / code ' || metric, NULL FROM dim_metric
)
SELECT k.kind, k.key, k.name, k.about, k.built, t.facts, t.articles
FROM known AS k
JOIN (SELECT kind, key, count(*) AS facts, count(DISTINCT article_id) AS articles FROM tie GROUP BY ALL) AS t USING (kind, key)
WHERE ($kind IS NULL OR k.kind = $kind)
    AND ($name IS NULL OR k.key = $name OR mart.is_named(k.name, $called) OR len(list_filter(k.also, lambda a: mart.is_named(a, $called))) > 0)
ORDER BY k.kind, t.facts DESC, k.name, k.key;
