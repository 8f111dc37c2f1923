-- The organisations that withdrawn articles name and no other does: settling looks at the names of what can be read. `retold`
-- are those of which that is new, either way.
CREATE OR REPLACE TEMP TABLE hidden_version AS SELECT version_id FROM dim_article WHERE withdrawn_at IS NOT NULL;

CREATE OR REPLACE TEMP VIEW named AS
SELECT version_id, entity_id FROM fact_mention
UNION ALL SELECT version_id, subject_id FROM fact_measurement
UNION ALL SELECT version_id, speaker_id FROM fact_measurement
UNION ALL SELECT version_id, subject_id FROM fact_target
UNION ALL SELECT version_id, speaker_id FROM fact_target
UNION ALL SELECT version_id, speaker_id FROM fact_statement
UNION ALL SELECT version_id, organization_id FROM fact_statement
UNION ALL SELECT version_id, place_id FROM fact_event
UNION ALL SELECT version_id, project_id FROM fact_investment
UNION ALL SELECT version_id, place_id FROM fact_investment
UNION ALL SELECT version_id, investor_id FROM fact_investment
UNION ALL SELECT version_id, person_id FROM fact_position
UNION ALL SELECT version_id, organization_id FROM fact_position
UNION ALL SELECT version_id, entity_id FROM bridge_event_host
UNION ALL SELECT version_id, entity_id FROM bridge_event_participant
UNION ALL SELECT version_id, entity_id FROM bridge_agreement_party
UNION ALL SELECT version_id, entity_id FROM bridge_investment_place;

CREATE OR REPLACE TEMP TABLE hidden_name AS
SELECT DISTINCT entity_id FROM named SEMI JOIN hidden_version USING (version_id) JOIN dim_entity USING (entity_id) WHERE entity_kind = 'organization';

CREATE OR REPLACE TEMP TABLE fresh_untold AS
FROM hidden_name ANTI JOIN (SELECT DISTINCT entity_id FROM named SEMI JOIN hidden_name USING (entity_id) ANTI JOIN hidden_version USING (version_id)) AS told USING (entity_id);

INSERT INTO retold (FROM fresh_untold EXCEPT FROM ops.untold) UNION (FROM ops.untold EXCEPT FROM fresh_untold);
DELETE FROM ops.untold;
INSERT INTO ops.untold FROM fresh_untold;
