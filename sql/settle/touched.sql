-- What a run touched of every table of the star, copied into schema touched: what the audit of a small run looks at.
-- Articles loaded or tied anew, the names in them, and whom and what those names mean; dropped before publication.
CREATE SCHEMA touched;

CREATE TABLE touched.version AS
SELECT version_id, article_id FROM main.dim_article WHERE article_id IN (FROM settled_article);

CREATE TABLE touched.dim_article AS FROM main.dim_article SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.dim_sentence AS FROM main.dim_sentence SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_mention AS FROM main.fact_mention SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_measurement AS FROM main.fact_measurement SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_target AS FROM main.fact_target SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_statement AS FROM main.fact_statement SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_event AS FROM main.fact_event SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_investment AS FROM main.fact_investment SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_agreement AS FROM main.fact_agreement SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_position AS FROM main.fact_position SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_citation AS FROM main.fact_citation SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.fact_judgement AS FROM main.fact_judgement SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_article_topic AS FROM main.bridge_article_topic SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_event_host AS FROM main.bridge_event_host SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_event_participant AS FROM main.bridge_event_participant SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_agreement_party AS FROM main.bridge_agreement_party SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_agreement_field AS FROM main.bridge_agreement_field SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_investment_place AS FROM main.bridge_investment_place SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_reprint AS
FROM main.bridge_reprint WHERE article_id IN (SELECT article_id FROM touched.version) OR other_id IN (SELECT article_id FROM touched.version);

CREATE TABLE touched.bridge_shingle AS FROM main.bridge_shingle SEMI JOIN touched.version USING (version_id);
CREATE TABLE touched.bridge_copy AS FROM main.bridge_copy WHERE article_id IN (SELECT article_id FROM touched.version);
CREATE TABLE touched.bridge_copied_fact AS FROM main.bridge_copied_fact WHERE article_id IN (SELECT article_id FROM touched.version);

-- Claims that the run touched, or that were left out before it: the bounds of mart.claims, from their own figures alone.
CREATE TABLE touched.claims AS
WITH claim AS (
    SELECT claim_id FROM touched.fact_measurement UNION SELECT thing_id FROM resettled WHERE kind = 'claim'
)
SELECT f.claim_id, min(least(f.value, f.value_high)) AS value_low, max(greatest(f.value, f.value_high)) AS value_high
FROM main.fact_measurement AS f
SEMI JOIN claim USING (claim_id)
JOIN main.dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
WHERE NOT f.is_repeat AND f.equivalent_of IS NULL
GROUP BY f.claim_id;

-- Names that the articles tell, with every other row that bears one of them.
CREATE TABLE touched.name AS
WITH told AS (
    SELECT entity_id FROM touched.fact_mention
    UNION SELECT unnest([subject_id, speaker_id]) FROM touched.fact_measurement
    UNION SELECT unnest([subject_id, speaker_id]) FROM touched.fact_target
    UNION SELECT unnest([speaker_id, organization_id]) FROM touched.fact_statement
    UNION SELECT unnest([person_id, organization_id]) FROM touched.fact_position
    UNION SELECT unnest([project_id, place_id, investor_id]) FROM touched.fact_investment
    UNION SELECT place_id FROM touched.fact_event
    UNION SELECT 'unknown'
)
SELECT entity_id, entity_kind, name FROM main.dim_entity SEMI JOIN told USING (entity_id);
CREATE TABLE touched.dim_entity AS
SELECT * FROM main.dim_entity WHERE entity_id IN (SELECT entity_id FROM touched.name) OR (entity_kind, name) IN (SELECT (entity_kind, name) FROM touched.name);

-- Whom and what was settled anew.
CREATE TABLE touched.identity AS
SELECT identity_id FROM settled
UNION
SELECT identity_id FROM main.bridge_identity WHERE article_id IN (SELECT article_id FROM touched.version)
UNION
SELECT identity_id FROM main.bridge_identity WHERE telling_id IN (SELECT unnest(tellings) FROM resettled);
CREATE TABLE touched.bridge_identity AS FROM main.bridge_identity SEMI JOIN touched.identity USING (identity_id);
CREATE TABLE touched.dim_person AS FROM main.dim_person WHERE person_id IN (FROM touched.identity);
CREATE TABLE touched.dim_organization AS FROM main.dim_organization WHERE organization_id IN (FROM touched.identity);
CREATE TABLE touched.dim_event AS FROM main.dim_event WHERE event_id IN (FROM touched.identity);
CREATE TABLE touched.dim_project AS FROM main.dim_project WHERE project_id IN (FROM touched.identity);

CREATE TABLE touched.positions AS
FROM mart.positions
WHERE person_id IN (FROM touched.identity) OR concat_ws('|', person_id, title, organization_id) IN (SELECT thing_id FROM resettled WHERE kind = 'position');

CREATE TABLE touched.dim_source AS FROM main.dim_source WHERE source IN (SELECT source FROM touched.dim_article);
