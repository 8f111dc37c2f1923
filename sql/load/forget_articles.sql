-- Takes the versions in `forgotten` out of the star, after it was settled without them, and the names that they alone told.
CREATE OR REPLACE TEMP TABLE named_there AS SELECT DISTINCT entity_id FROM named SEMI JOIN forgotten USING (version_id);

DELETE FROM fact_mention WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_measurement WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_target WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_statement WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_event WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_investment WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_agreement WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_position WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_citation WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM fact_judgement WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM left_out WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM bridge_event_host WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM bridge_event_participant WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM bridge_agreement_party WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM bridge_agreement_field WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM bridge_investment_place WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM bridge_article_topic WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM bridge_shingle WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM dim_sentence WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM dim_article WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM ops.version_capture WHERE version_id IN (SELECT version_id FROM forgotten);
DELETE FROM ops.withdrawn WHERE article_id IN (SELECT article_id FROM forgotten);

DELETE FROM dim_entity
WHERE entity_id IN (FROM named_there) AND entity_kind <> 'unknown' AND entity_id NOT IN (SELECT entity_id FROM named SEMI JOIN named_there USING (entity_id));
DELETE FROM ops.untold WHERE entity_id NOT IN (SELECT entity_id FROM dim_entity);
DELETE FROM dim_source WHERE source <> 'unknown' AND source NOT IN (SELECT source FROM dim_article);
