-- Adds every entity that the staged facts name and the dimension lacks.
INSERT INTO dim_entity (entity_id, entity_kind, name)
WITH named AS (
    SELECT entity_kind, entity AS name FROM staged_mentions WHERE entity IS NOT NULL
    UNION SELECT subject_kind, subject FROM staged_measurements
    UNION SELECT 'place', subject FROM staged_targets
    UNION SELECT 'person', speaker FROM (SELECT version_id, speaker FROM staged_measurements UNION SELECT version_id, speaker FROM staged_targets)
        ANTI JOIN staged_statements USING (version_id, speaker)
    UNION SELECT speaker_kind, speaker FROM staged_statements
    UNION SELECT 'organization', organization FROM staged_statements
    UNION SELECT 'place', place FROM staged_events
    UNION SELECT 'organization', unnest(hosts) FROM staged_events
    UNION SELECT 'person', unnest(participants) FROM staged_events
    UNION SELECT 'project', project FROM staged_investments
    UNION SELECT 'place', place FROM staged_investments
    UNION SELECT 'place', unnest(places) FROM staged_investments
    UNION SELECT 'organization', investor FROM staged_investments
    UNION SELECT 'organization', unnest(parties) FROM staged_agreements
    UNION SELECT 'person', person FROM staged_position_observations
    UNION SELECT 'organization', organization FROM staged_position_observations
)
SELECT DISTINCT key_of(entity_kind || '|' || name), entity_kind, name
FROM named
WHERE entity_kind IS NOT NULL AND name IS NOT NULL AND key_of(entity_kind || '|' || name) NOT IN (SELECT entity_id FROM dim_entity);
