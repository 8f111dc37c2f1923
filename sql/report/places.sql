-- Which places the articles name most, and how many figures are theirs.
WITH hidden AS (
    SELECT version_id FROM dim_article WHERE NOT is_current OR withdrawn_at IS NOT NULL
), named AS (
    SELECT entity_id, version_id, count(*) AS mentions FROM fact_mention ANTI JOIN hidden USING (version_id) WHERE entity_kind = 'place' GROUP BY ALL
), most AS (
    SELECT entity_id, sum(mentions)::BIGINT AS mentions, count(*) AS articles FROM named GROUP BY entity_id
), measured AS (
    SELECT e.name, count(*) AS figures
    FROM fact_measurement ANTI JOIN hidden USING (version_id) JOIN dim_entity AS e ON subject_id = e.entity_id AND e.entity_kind <> 'unknown'
    WHERE NOT is_repeat GROUP BY e.name
)
SELECT e.name AS place, mentions, articles, coalesce(f.figures, 0) AS figures
FROM most JOIN dim_entity AS e USING (entity_id) LEFT JOIN measured AS f USING (name)
ORDER BY articles DESC, mentions DESC, place LIMIT 30
