-- Which seeds the reference dimensions hold: they are loaded, and the whole star is audited, when the seeds change.
CREATE TABLE ops.reference (rules_version VARCHAR, loaded_at TIMESTAMPTZ);
COMMENT ON TABLE ops.reference IS 'Grain: the one load of the reference dimensions that the star holds.';
COMMENT ON COLUMN ops.reference.rules_version IS 'The rules and seeds they were loaded from.';
COMMENT ON COLUMN ops.reference.loaded_at IS 'When they were loaded.';
