-- The names of the entities that are new; `named_project` is for what project_names.sql finds of the projects among them.
CREATE OR REPLACE TEMP TABLE new_name AS
SELECT
    entity_id, entity_kind, name, folded(name) AS plain,
    regexp_extract(name, '.* (tỉnh|thành phố|Thành phố) (.+)$', ['unit', 'province']) AS area
FROM dim_entity
WHERE fold IS NULL AND name IS NOT NULL;

CREATE OR REPLACE TEMP TABLE named_project (entity_id VARCHAR, kind VARCHAR, core VARCHAR, known_by VARCHAR);
