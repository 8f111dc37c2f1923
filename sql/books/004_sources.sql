-- What is fetched: every request is a capture, and a source has a state. `capture` was of documents alone before.
ALTER TABLE capture ADD COLUMN requested VARCHAR;
ALTER TABLE capture ADD COLUMN outcome VARCHAR;
ALTER TABLE capture ADD COLUMN reason VARCHAR;
ALTER TABLE capture ADD COLUMN role VARCHAR;
ALTER TABLE capture ADD COLUMN feed VARCHAR;
CREATE INDEX capture_by_request ON capture (requested, role);
CREATE INDEX capture_by_feed ON capture (feed, fetched_at);

ALTER TABLE run ADD COLUMN requests_made BIGINT;
ALTER TABLE run ADD COLUMN requests_fetched BIGINT;
ALTER TABLE run ADD COLUMN requests_not_modified BIGINT;
ALTER TABLE run ADD COLUMN requests_refused BIGINT;
ALTER TABLE run ADD COLUMN requests_failed BIGINT;

-- Grain: one source that was ever fetched, paused or resumed. active: what a person said, over the seed's word; watermark:
-- the newest publication seen; seen: JSON, what its listing named last; failures: in a row; message: the last failure, or
-- what was odd.
CREATE TABLE source (
    seq INTEGER PRIMARY KEY,
    name VARCHAR UNIQUE, active BOOLEAN, fetched_at TIMESTAMPTZ, watermark TIMESTAMPTZ, seen VARCHAR, failures INTEGER,
    rests_until TIMESTAMPTZ, message VARCHAR, run_id VARCHAR
);
