-- Grain: one stage of one run, as far as it came. rows, bytes: what went through it; peak_memory: the most bytes that one of
-- its processes held.
CREATE TABLE stage (
    seq INTEGER PRIMARY KEY,
    run_id VARCHAR, stage VARCHAR, started_at TIMESTAMPTZ, seconds DOUBLE PRECISION, "rows" BIGINT, bytes BIGINT, peak_memory BIGINT
);
CREATE INDEX stage_by_run ON stage (run_id);
