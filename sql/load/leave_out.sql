-- Leaves out of the star what fails an expectation (`failing`): facts and topics are deleted, ties are noted in left_out,
-- which settling honours. `touched` and `resettled` then say what is to be settled anew, `leaving` what is left out now.
CREATE OR REPLACE TEMP TABLE said AS
SELECT kind, table_name, expectation, reason, payload, thing_id
FROM (
    SELECT
        *, CASE kind
            WHEN 'fact' THEN payload ->> 'fact_id'
            WHEN 'topic' THEN concat_ws('|', payload ->> 'version_id', payload ->> 'topic')
            WHEN 'claim' THEN payload ->> 'claim_id'
            WHEN 'position' THEN concat_ws('|', payload ->> 'person_id', payload ->> 'title', payload ->> 'organization_id')
            WHEN 'identity' THEN coalesce(payload ->> 'telling_id', payload ->> 'person_id', payload ->> 'organization_id', payload ->> 'project_id')
            WHEN 'event' THEN payload ->> 'event_id'
            WHEN 'reprint' THEN concat_ws('|', least(payload ->> 'article_id', payload ->> 'other_id'), greatest(payload ->> 'article_id', payload ->> 'other_id'))
        END AS thing_id
    FROM failing
)
QUALIFY row_number() OVER (PARTITION BY kind, thing_id ORDER BY expectation, payload) = 1;

CREATE OR REPLACE TEMP TABLE leaving_tie AS
WITH part AS (
    SELECT 'claim' AS kind, claim_id AS thing_id, NULL AS telling_id, article_id FROM fact_measurement
    UNION ALL SELECT 'position', concat_ws('|', person_id, office, organization_id), NULL, article_id FROM mart.position_observations
    UNION ALL SELECT 'identity', telling_id, telling_id, article_id FROM bridge_identity
    UNION ALL SELECT 'identity', identity_id, telling_id, article_id FROM bridge_identity WHERE entity_kind <> 'event'
    UNION ALL SELECT 'event', event_id, fact_id, article_id FROM fact_event
    UNION ALL SELECT 'reprint', thing_id, NULL, unnest(string_split(thing_id, '|')) FROM said WHERE kind = 'reprint'
)
SELECT
    s.kind, s.thing_id, s.expectation, s.reason, s.payload, coalesce(list_sort(list(DISTINCT p.telling_id) FILTER (p.telling_id IS NOT NULL)), []) AS tellings,
    coalesce(list_sort(list(DISTINCT p.article_id) FILTER (p.article_id IS NOT NULL)), []) AS articles
FROM said AS s LEFT JOIN part AS p USING (kind, thing_id)
WHERE s.kind NOT IN ('fact', 'topic')
GROUP BY ALL;

-- An event whose tellings stand apart already is at fault itself: its facts leave, and the tellings that it kept apart need not.
CREATE OR REPLACE TEMP TABLE apart AS SELECT unnest(tellings) AS telling_id, thing_id FROM left_out WHERE kind = 'event';
CREATE OR REPLACE TEMP TABLE at_fault AS
SELECT unnest(tellings) AS fact_id, thing_id, expectation, reason FROM leaving_tie WHERE kind = 'event' AND list_has_any(tellings, (SELECT list(telling_id) FROM apart));
DELETE FROM leaving_tie WHERE kind = 'event' AND thing_id IN (SELECT thing_id FROM at_fault);

CREATE OR REPLACE TEMP TABLE resettled AS
SELECT kind, thing_id, tellings, articles FROM leaving_tie
UNION ALL
SELECT kind, thing_id, tellings, articles FROM left_out WHERE kind = 'event' AND thing_id IN (SELECT apart.thing_id FROM apart JOIN at_fault ON telling_id = fact_id);
DELETE FROM left_out WHERE kind = 'event' AND thing_id IN (SELECT apart.thing_id FROM apart JOIN at_fault ON telling_id = fact_id);

-- With a fact goes what leans on it, as at the gate: a conversion without its figure, a part without its total, a target.
CREATE OR REPLACE TEMP TABLE leaving_fact AS
WITH RECURSIVE leaning AS (
    SELECT fact_id, unnest([equivalent_of, part_of]) AS leans_on FROM fact_measurement
    UNION ALL SELECT fact_id, measurement_id FROM fact_target
), gone (fact_id, expectation, reason, leans) AS (
    SELECT thing_id, expectation, reason, false FROM said WHERE kind = 'fact'
    UNION SELECT fact_id, expectation, reason, false FROM at_fault
    UNION SELECT l.fact_id, g.expectation, g.reason, true FROM gone AS g JOIN leaning AS l ON l.leans_on = g.fact_id
)
SELECT fact_id, expectation, CASE WHEN leans THEN 'Số liệu mà nó dựa vào bị để riêng / the figure it leans on was set aside: ' ELSE '' END || reason AS reason
FROM gone
QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY leans, expectation) = 1;
