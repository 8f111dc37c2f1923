-- What stewards need: captures from which a document can be read again, runs by kind, and holds after a rollback.
ALTER TABLE run ADD COLUMN kind VARCHAR;
ALTER TABLE capture ADD COLUMN source VARCHAR;
ALTER TABLE capture ADD COLUMN media_type VARCHAR;
ALTER TABLE capture ADD COLUMN container VARCHAR;
ALTER TABLE capture ADD COLUMN row_number BIGINT;
ALTER TABLE capture ADD COLUMN bytes BIGINT;
ALTER TABLE quarantine ADD COLUMN sha256 VARCHAR;
CREATE TABLE hold ("at" TIMESTAMPTZ, reason VARCHAR, released_at TIMESTAMPTZ);
COMMENT ON TABLE hold IS 'Grain: one time that scheduled runs were told to hold, until released_at.';
