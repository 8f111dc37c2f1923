-- What each source brought and how it was read, run by run: the history that volume, freshness and drift are held against.
CREATE TABLE profile (run_id VARCHAR, source VARCHAR, measure VARCHAR, value DOUBLE, counted BIGINT);
COMMENT ON TABLE profile IS 'Grain: one measure of one source in one run. counted: the rows that the value speaks of.';
CREATE TABLE alert ("key" VARCHAR, state VARCHAR, run_id VARCHAR, message VARCHAR, "at" TIMESTAMPTZ);
COMMENT ON TABLE alert IS 'Grain: one alert sent: failing or recovered.';
