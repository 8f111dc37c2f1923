-- Organisations: two names are one where they fold to the same; a name without a legal form is that of the firm with
-- one only where a single form is known, for "Công ty TNHH An Phát" and "Công ty cổ phần An Phát" are two.
CREATE OR REPLACE TEMP TABLE telling AS
WITH judged_name AS (
    SELECT fold FROM dim_entity WHERE entity_id IN (SELECT telling_id FROM ops.identity UNION SELECT other_id FROM ops.identity UNION SELECT unnest(tellings) FROM resettled)
), affected AS (
    SELECT fold FROM dim_entity WHERE entity_kind = 'organization' AND entity_id NOT IN (FROM ops.untold) AND entity_id NOT IN (SELECT name_id FROM bridge_identity WHERE entity_kind = 'organization')
    UNION SELECT fold FROM judged_name
    UNION SELECT fold FROM dim_entity WHERE entity_id IN (FROM retold)
)
SELECT
    'organization' AS entity_kind, entity_id AS telling_id, entity_id AS node, NULL::VARCHAR AS article_id, entity_id AS name_id,
    fold, name, CASE WHEN regexp_matches(folded(name), ' (cổ phần|cp) ') THEN 'cổ phần' WHEN regexp_matches(folded(name), ' (tnhh|trách nhiệm hữu hạn) ') THEN 'tnhh' END AS form
FROM dim_entity
WHERE entity_kind = 'organization' AND fold IN (FROM affected) AND entity_id NOT IN (FROM ops.untold);

CREATE OR REPLACE TEMP TABLE evidence AS
SELECT
    node, CASE WHEN count(DISTINCT form) OVER (PARTITION BY fold) > 1 THEN concat_ws('|', fold, coalesce(form, '')) ELSE fold END AS key,
    'same_name' AS reason, fold AS said, false AS is_weak
FROM telling;
