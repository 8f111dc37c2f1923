-- People: a full name in two articles is one person where an office ties them: the same body, a leading office of the
-- same province or of the centre, a rank that the country has once; or, without an office, an article that names the
-- body in which just one bearer of the name serves. Otherwise they stay apart: private people are known within their
-- article and its reprints.
CREATE OR REPLACE TEMP TABLE affected_name AS
WITH touched_name AS (
    SELECT entity_id AS name_id FROM fact_mention SEMI JOIN affected_article USING (article_id) WHERE entity_kind = 'person'
    UNION SELECT person_id FROM fact_position SEMI JOIN affected_article USING (article_id)
    UNION SELECT speaker_id FROM fact_statement SEMI JOIN affected_article USING (article_id) WHERE speaker_kind = 'person'
    UNION SELECT name_id FROM bridge_identity SEMI JOIN affected_article USING (article_id) WHERE entity_kind = 'person'
    UNION SELECT entity_id FROM dim_entity ANTI JOIN bridge_identity ON entity_id = name_id WHERE dim_entity.entity_kind = 'person'
    UNION SELECT name_id FROM bridge_identity WHERE telling_id IN (SELECT telling_id FROM ops.identity UNION SELECT other_id FROM ops.identity)
)
SELECT entity_id AS name_id, fold, name FROM dim_entity
WHERE entity_kind = 'person' AND fold IN (SELECT fold FROM dim_entity WHERE entity_id IN (FROM touched_name));

CREATE OR REPLACE TEMP TABLE telling AS
WITH appearance AS (
    SELECT DISTINCT article_id, entity_id AS name_id FROM fact_mention WHERE entity_kind = 'person' AND entity_id IN (SELECT name_id FROM affected_name)
    UNION
    SELECT article_id, person_id FROM fact_position WHERE person_id IN (SELECT name_id FROM affected_name)
    UNION
    SELECT article_id, speaker_id FROM fact_statement WHERE speaker_kind = 'person' AND speaker_id IN (SELECT name_id FROM affected_name)
), served AS (
    SELECT f.article_id, n.fold, list(DISTINCT o.fold) AS bodies
    FROM fact_position AS f
    JOIN affected_name AS n ON f.person_id = n.name_id
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current
    JOIN dim_entity AS o ON f.organization_id = o.entity_id AND o.entity_kind = 'organization'
    GROUP BY ALL
), told AS (
    -- A copy tells of whom its original does, but for one who serves in other bodies there: one text is printed for many provinces.
    SELECT
        key_of(concat_ws('|', 'person', p.article_id, p.name_id)) AS telling_id, p.article_id, p.name_id, n.fold, n.name,
        CASE WHEN NOT list_has_any(c.bodies, o.bodies) THEN p.article_id ELSE coalesce(a.duplicate_of, p.article_id) END AS told_by
    FROM appearance AS p
    JOIN affected_name AS n USING (name_id)
    JOIN dim_article AS a ON p.article_id = a.article_id AND a.is_current AND a.withdrawn_at IS NULL
    LEFT JOIN served AS c ON p.article_id = c.article_id AND n.fold = c.fold
    LEFT JOIN served AS o ON a.duplicate_of = o.article_id AND n.fold = o.fold
)
SELECT 'person' AS entity_kind, t.telling_id, concat_ws('|', fold, told_by, j.telling_id) AS node, article_id, name_id, fold, name
FROM told AS t LEFT JOIN stands_apart AS j USING (telling_id);

CREATE OR REPLACE TEMP TABLE held AS
-- "UBND huyện": every province has several, so it ties nobody.
SELECT DISTINCT
    t.node, t.fold, coalesce(d.office, f.title) AS title, coalesce(d.rank, 9) AS rank,
    CASE WHEN o.fold NOT IN (SELECT head FROM head) AND NOT regexp_matches(o.fold, ' (tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)$') THEN o.fold END AS body,
    o.name AS organization, o.organization_kind, o.seat
FROM telling AS t
JOIN fact_position AS f ON t.article_id = f.article_id AND t.name_id = f.person_id
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current
LEFT JOIN dim_title AS d ON f.title = d.title
LEFT JOIN dim_entity AS o ON f.organization_id = o.entity_id AND o.entity_kind = 'organization';

CREATE OR REPLACE TEMP TABLE evidence AS
WITH office AS (
    -- A name that ends in a single letter hides its bearer ("Nguyễn Văn A"): nothing ties it.
    SELECT * FROM held WHERE NOT regexp_matches(fold, ' \p{L}$')
), strong AS (
    SELECT node, concat_ws('|', fold, 'office', body) AS key, 'same_office' AS reason, organization AS said FROM office WHERE body IS NOT NULL
    UNION
    SELECT node, concat_ws('|', fold, 'seat', seat), 'same_seat', seat FROM office WHERE seat IS NOT NULL AND rank <= 5
    UNION
    SELECT node, concat_ws('|', fold, 'rank', title), 'same_rank', title FROM office WHERE rank <= 3
), without AS (
    SELECT node, fold, article_id FROM telling WHERE node NOT IN (SELECT node FROM strong)
), named AS (
    -- A title without its body is that of the body named beside it. A bare name is that of a body's officer, but for the
    -- bodies that every article on a crime names, and those of the centre, which any article may name.
    SELECT w.node, concat_ws('|', w.fold, 'office', o.fold) AS key, o.name AS said
    FROM without AS w
    JOIN fact_mention AS m ON w.article_id = m.article_id AND m.entity_kind = 'organization'
    JOIN dim_entity AS o ON m.entity_id = o.entity_id
    WHERE w.node IN (SELECT h.node FROM held AS h JOIN office AS other ON h.fold = other.fold AND h.title = other.title AND other.body = o.fold)
        OR w.node NOT IN (SELECT node FROM held) AND o.seat IS DISTINCT FROM 'central' AND NOT regexp_matches(o.fold, '^(công an|tòa án|viện kiểm sát|thanh tra)')
)
SELECT node, key, reason, said, false AS is_weak FROM strong
UNION ALL
SELECT node, key, 'names_body', said, true FROM (SELECT DISTINCT * FROM named) WHERE key IN (SELECT key FROM strong);
