-- Makes the staged versions' lists equal to what was staged.
DELETE FROM bridge_event_host WHERE version_id IN (SELECT version_id FROM touched);
INSERT INTO bridge_event_host
SELECT fact_id, version_id, key_of('organization|' || hosts[i]), i
FROM (SELECT fact_id, version_id, hosts, unnest(range(1, len(hosts) + 1)) AS i FROM staged_events);

DELETE FROM bridge_event_participant WHERE version_id IN (SELECT version_id FROM touched);
INSERT INTO bridge_event_participant
SELECT fact_id, version_id, key_of('person|' || participants[i]), 'participant', i
FROM (SELECT fact_id, version_id, participants, unnest(range(1, len(participants) + 1)) AS i FROM staged_events);

DELETE FROM bridge_agreement_party WHERE version_id IN (SELECT version_id FROM touched);
INSERT INTO bridge_agreement_party
SELECT fact_id, version_id, key_of('organization|' || parties[i]), i
FROM (SELECT fact_id, version_id, parties, unnest(range(1, len(parties) + 1)) AS i FROM staged_agreements);

DELETE FROM bridge_agreement_field WHERE version_id IN (SELECT version_id FROM touched);
INSERT INTO bridge_agreement_field
SELECT fact_id, version_id, fields[i], i
FROM (SELECT fact_id, version_id, fields, unnest(range(1, len(fields) + 1)) AS i FROM staged_agreements);

DELETE FROM bridge_investment_place WHERE version_id IN (SELECT version_id FROM touched);
INSERT INTO bridge_investment_place
SELECT fact_id, version_id, key_of('place|' || places[i]), i
FROM (SELECT fact_id, version_id, places, unnest(range(1, len(places) + 1)) AS i FROM staged_investments);

DELETE FROM bridge_article_topic WHERE version_id IN (SELECT version_id FROM touched);
INSERT INTO bridge_article_topic SELECT version_id, article_id, topic, weight FROM staged_article_topics;
