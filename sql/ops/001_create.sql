-- ops.duckdb: what is never rebuilt or rolled back. Append-only, but for the state of runs and quarantine items.
CREATE TABLE run (
    run_id VARCHAR, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, state VARCHAR, message VARCHAR,
    documents_read BIGINT, documents_loaded BIGINT, documents_unchanged BIGINT, documents_duplicate BIGINT, documents_rejected BIGINT,
    facts_extracted BIGINT, facts_loaded BIGINT, facts_repeats BIGINT, facts_quarantined BIGINT,
    facts VARCHAR, rules_version VARCHAR, generation INTEGER, process_id BIGINT
);
COMMENT ON TABLE run IS 'Grain: one run of the flow.';
CREATE TABLE capture (capture_id VARCHAR, run_id VARCHAR, sha256 VARCHAR, origin VARCHAR, fetched_at TIMESTAMPTZ, status INTEGER, headers VARCHAR);
COMMENT ON TABLE capture IS 'Grain: one fetch of one document.';
CREATE TABLE document (origin VARCHAR, sha256 VARCHAR, run_id VARCHAR, outcome VARCHAR);
COMMENT ON TABLE document IS 'Grain: one document as a run dealt with it: loaded, duplicate or rejected.';
CREATE TABLE result (
    run_id VARCHAR, stage VARCHAR, suite VARCHAR, table_name VARCHAR, source VARCHAR, expectation VARCHAR, column_name VARCHAR, severity VARCHAR,
    success BOOLEAN, evaluated BIGINT, unexpected BIGINT, percent DOUBLE, observed VARCHAR, "at" TIMESTAMPTZ
);
COMMENT ON TABLE result IS 'Grain: one expectation as one run evaluated it.';
CREATE TABLE quarantine (
    quarantine_id VARCHAR, run_id VARCHAR, stage VARCHAR, reason VARCHAR, expectation VARCHAR, article_id VARCHAR, version_id VARCHAR, fact_type VARCHAR,
    fact_id VARCHAR, char_start INTEGER, char_end INTEGER, origin VARCHAR, payload VARCHAR, rules_version VARCHAR, state VARCHAR, closed_by VARCHAR,
    closed_reason VARCHAR, "at" TIMESTAMPTZ
);
COMMENT ON TABLE quarantine IS 'Grain: one thing set aside, with its reason.';
CREATE TABLE override (fact_id VARCHAR, action VARCHAR, amendment VARCHAR, reason VARCHAR, judged_by VARCHAR, "at" TIMESTAMPTZ);
COMMENT ON TABLE override IS 'Grain: one judgement of a person on a fact: accept, reject or amend.';
