-- Projects: tellings whose names fold to the same are one where the name says so by itself (a line's two ends), or the
-- province in which their articles place them; a name of common words alone, where one business invests. A name of its own
-- without a place is that of the only one of that name. The same name in two provinces is two: not the same is told rather
-- than a merge that may be wrong.
CREATE OR REPLACE TEMP TABLE appearance AS
SELECT DISTINCT f.article_id, f.project_id AS name_id
FROM fact_investment AS f JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
WHERE NOT f.is_total AND f.project_id <> 'unknown'
UNION
SELECT f.article_id, f.subject_id
FROM fact_measurement AS f JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
WHERE f.subject_kind = 'project';

CREATE OR REPLACE TEMP TABLE affected_name AS
WITH touched_name AS (
    SELECT name_id FROM appearance SEMI JOIN affected_article USING (article_id)
    UNION SELECT name_id FROM bridge_identity SEMI JOIN affected_article USING (article_id) WHERE entity_kind = 'project'
    UNION SELECT name_id FROM appearance ANTI JOIN (SELECT name_id FROM bridge_identity WHERE entity_kind = 'project') AS settled USING (name_id)
    UNION SELECT name_id FROM bridge_identity WHERE telling_id IN (SELECT telling_id FROM ops.identity UNION SELECT other_id FROM ops.identity)
)
SELECT entity_id AS name_id, fold, name, project_kind, known_by FROM dim_entity
WHERE entity_kind = 'project' AND fold IN (SELECT fold FROM dim_entity WHERE entity_kind = 'project' AND entity_id IN (FROM touched_name));

CREATE OR REPLACE TEMP TABLE telling AS
SELECT
    'project' AS entity_kind, key_of(concat_ws('|', 'project', p.article_id, p.name_id)) AS telling_id,
    concat_ws('|', n.fold, a.told_by, j.telling_id) AS node, p.article_id, p.name_id, n.fold, n.name, n.project_kind, n.known_by, a.told_by, a.published_on
FROM appearance AS p
JOIN affected_name AS n USING (name_id)
JOIN (SELECT article_id, coalesce(duplicate_of, article_id) AS told_by, published_on FROM dim_article WHERE is_current) AS a USING (article_id)
LEFT JOIN stands_apart AS j ON j.telling_id = key_of(concat_ws('|', 'project', p.article_id, p.name_id));

-- The province or city of today in which a unit of any day lies.
CREATE OR REPLACE TEMP TABLE province_today AS
WITH RECURSIVE step (place_code, today) AS (
    SELECT place_code, place_code FROM dim_place WHERE level IN ('province', 'city')
    UNION
    SELECT s.place_code, b.successor_code FROM step AS s JOIN bridge_place_successor AS b ON s.today = b.place_code
)
SELECT s.place_code, min(p.name) AS province
FROM step AS s JOIN dim_place AS p ON s.today = p.place_code
WHERE p.valid_to IS NULL
GROUP BY s.place_code;

CREATE OR REPLACE TEMP TABLE placed AS
WITH told AS (
    SELECT t.node, f.version_id, f.fact_id, f.place_id
    FROM telling AS t
    JOIN fact_investment AS f ON t.article_id = f.article_id AND t.name_id = f.project_id
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current
), lies AS (
    SELECT node, version_id, place_id AS entity_id FROM told
    UNION
    SELECT t.node, t.version_id, b.entity_id FROM told AS t JOIN bridge_investment_place AS b USING (fact_id)
), mentioned AS (
    SELECT l.*, p.province_code FROM lies AS l
    JOIN fact_mention AS m ON l.version_id = m.version_id AND l.entity_id = m.entity_id AND m.entity_kind = 'place'
    JOIN dim_place AS p ON m.place_code = p.place_code
), named AS (
    -- A province that an article names in a body's name alone ("UBND tỉnh A") is the one of that name.
    SELECT l.*, p.province_code FROM (FROM lies ANTI JOIN mentioned USING (version_id, entity_id)) AS l
    JOIN dim_entity AS e USING (entity_id) JOIN dim_place AS p ON e.name = p.name AND p.level IN ('province', 'city')
)
SELECT l.node, min(t.province) AS province
FROM (FROM mentioned UNION ALL FROM named) AS l
JOIN province_today AS t ON l.province_code = t.place_code
GROUP BY l.node
HAVING count(DISTINCT t.province) = 1;

-- Where nobody says where a project lies, it is the province in which all lies that its article names, twice at least: places
-- and the areas of bodies ("UBND tỉnh A"). A line, which may cross others, only where a place of that province is in its name.
INSERT INTO placed
WITH untold AS (
    SELECT DISTINCT t.node, t.name, t.project_kind, f.version_id
    FROM telling AS t
    JOIN fact_investment AS f ON t.article_id = f.article_id AND t.name_id = f.project_id
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current
    WHERE t.node NOT IN (SELECT node FROM placed)
), spoken AS (
    SELECT m.version_id, m.surface, t.province
    FROM fact_mention AS m
    JOIN dim_place AS p ON m.place_code = p.place_code JOIN province_today AS t ON p.province_code = t.place_code
    WHERE m.entity_kind = 'place' AND m.version_id IN (SELECT version_id FROM untold)
    UNION ALL
    SELECT m.version_id, NULL, t.province
    FROM fact_mention AS m
    JOIN dim_entity AS e USING (entity_id)
    JOIN dim_place AS p ON regexp_extract(e.name, ' (?:tỉnh|thành phố) (.+)$', 1) = p.name AND p.level IN ('province', 'city')
    JOIN province_today AS t ON p.place_code = t.place_code
    WHERE m.entity_kind = 'organization' AND m.version_id IN (SELECT version_id FROM untold)
), only_one AS (
    SELECT version_id, min(province) AS province, list_distinct(list(surface)) AS surfaces
    FROM spoken GROUP BY version_id HAVING count(DISTINCT province) = 1 AND count(*) >= 2
)
SELECT u.node, min(o.province)
FROM untold AS u JOIN only_one AS o USING (version_id)
WHERE u.project_kind NOT IN ('expressway', 'railway', 'pipeline') OR u.project_kind IS NULL
    OR len(list_filter(o.surfaces, lambda said: contains(u.name, said))) > 0
GROUP BY u.node
HAVING count(DISTINCT o.province) = 1;

CREATE OR REPLACE TEMP TABLE invested AS
SELECT t.node, min(e.fold) AS investor
FROM telling AS t
JOIN fact_investment AS f ON t.article_id = f.article_id AND t.name_id = f.project_id
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current
JOIN dim_entity AS e ON f.investor_id = e.entity_id AND e.entity_kind = 'organization'
GROUP BY t.node
HAVING count(DISTINCT e.fold) = 1;

CREATE OR REPLACE TEMP TABLE evidence AS
WITH told AS (
    SELECT t.node, any_value(t.fold) AS fold, max(max(t.known_by)) OVER (PARTITION BY any_value(t.fold)) AS known_by, any_value(p.province) AS province, any_value(i.investor) AS investor
    FROM telling AS t LEFT JOIN placed AS p USING (node) LEFT JOIN invested AS i USING (node)
    GROUP BY t.node
), strong AS (
    SELECT node, fold, concat_ws('|', 'whole', fold) AS key, 'same_name' AS reason, fold AS said FROM told WHERE known_by = 'whole'
    UNION ALL
    SELECT node, fold, concat_ws('|', 'place', fold, province), 'same_place', concat_ws(', ', fold, province)
    FROM told WHERE known_by IN ('mark', 'name') AND province IS NOT NULL
    UNION ALL
    SELECT node, fold, concat_ws('|', 'name', fold), 'same_name', fold
    FROM told
    WHERE known_by = 'name' AND province IS NULL AND fold NOT IN (SELECT fold FROM told WHERE known_by IS NOT NULL AND province IS NOT NULL)
    UNION ALL
    SELECT node, fold, concat_ws('|', 'investor', fold, investor), 'same_investor', concat_ws(', ', fold, investor)
    FROM told WHERE known_by IS NULL AND investor IS NOT NULL
)
SELECT node, key, reason, said, false AS is_weak FROM strong
UNION ALL
SELECT t.node, s.key, 'only_one', s.said, true
FROM told AS t JOIN (SELECT DISTINCT fold, key, said FROM strong WHERE reason = 'same_place') AS s USING (fold)
WHERE t.known_by = 'name' AND t.province IS NULL;
