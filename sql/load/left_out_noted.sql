-- Notes down what leaves, and what is to be settled anew for it.
CREATE OR REPLACE TEMP TABLE leaving AS
FROM leaving_of_facts
UNION ALL BY NAME
SELECT 'topic' AS kind, s.thing_id, s.expectation, s.reason, t.version_id, [t.article_id] AS articles, s.payload
FROM said AS s JOIN bridge_article_topic AS t ON s.kind = 'topic' AND s.thing_id = concat_ws('|', t.version_id, t.topic)
UNION ALL BY NAME
SELECT kind, thing_id, expectation, reason, tellings, articles, payload FROM leaving_tie;

DELETE FROM left_out WHERE (kind, thing_id) IN (SELECT (kind, thing_id) FROM leaving);
INSERT INTO left_out BY NAME FROM leaving;

DELETE FROM bridge_article_topic WHERE concat_ws('|', version_id, topic) IN (SELECT thing_id FROM leaving WHERE kind = 'topic');
-- Nobody tells of them, so that settling meets them nowhere.
DELETE FROM dim_person WHERE person_id IN (SELECT thing_id FROM leaving WHERE kind = 'identity' AND tellings = []);
DELETE FROM dim_project WHERE project_id IN (SELECT thing_id FROM leaving WHERE kind = 'identity' AND tellings = []);
DELETE FROM dim_organization WHERE organization_id IN (SELECT thing_id FROM leaving WHERE kind = 'identity' AND tellings = []);

CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT '' AS version_id, unnest(articles) AS article_id FROM leaving WHERE kind NOT IN ('claim', 'position')
UNION
SELECT '', unnest(articles) FROM resettled WHERE kind = 'event';
