-- The books: what is never rebuilt or rolled back. Append-only, but for the state of runs, quarantine items and holds.
-- Plain SQL: the types are the ones that the published copy has (schemas ops and dq); `seq` orders the rows as booked.

-- Grain: one set of books. They are born once; `sequence` counts the transactions that changed them, `journaled` the
-- bytes of judgements.jsonl that they hold.
CREATE TABLE books (books_id VARCHAR, born_at TIMESTAMPTZ, sequence BIGINT, journaled BIGINT);

-- Grain: one table of the books, and the sequence number at which it last changed.
CREATE TABLE changed (table_name VARCHAR PRIMARY KEY, sequence BIGINT);

-- Grain: one run of the flow.
CREATE TABLE run (
    seq INTEGER PRIMARY KEY,
    run_id VARCHAR, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, state VARCHAR, message VARCHAR,
    documents_read BIGINT, documents_loaded BIGINT, documents_unchanged BIGINT, documents_duplicate BIGINT, documents_rejected BIGINT,
    facts_extracted BIGINT, facts_loaded BIGINT, facts_repeats BIGINT, facts_quarantined BIGINT,
    facts VARCHAR, rules_version VARCHAR, generation INTEGER, process_id BIGINT, kind VARCHAR
);
CREATE INDEX run_by_id ON run (run_id);

-- Grain: one fetch of one document.
CREATE TABLE capture (
    seq INTEGER PRIMARY KEY,
    capture_id VARCHAR, run_id VARCHAR, sha256 VARCHAR, origin VARCHAR, fetched_at TIMESTAMPTZ, status INTEGER, headers VARCHAR,
    source VARCHAR, media_type VARCHAR, container VARCHAR, row_number BIGINT, bytes BIGINT
);
CREATE INDEX capture_by_document ON capture (origin, sha256);

-- Grain: one document as a run dealt with it: loaded, duplicate or rejected.
CREATE TABLE document (seq INTEGER PRIMARY KEY, origin VARCHAR, sha256 VARCHAR, run_id VARCHAR, outcome VARCHAR);
CREATE INDEX document_by_itself ON document (origin, sha256);

-- Grain: one expectation as one run evaluated it.
CREATE TABLE result (
    seq INTEGER PRIMARY KEY,
    run_id VARCHAR, stage VARCHAR, suite VARCHAR, table_name VARCHAR, source VARCHAR, expectation VARCHAR, column_name VARCHAR,
    severity VARCHAR, success BOOLEAN, evaluated BIGINT, unexpected BIGINT, percent DOUBLE PRECISION, observed VARCHAR, "at" TIMESTAMPTZ
);

-- Grain: one thing set aside, with its reason.
CREATE TABLE quarantine (
    seq INTEGER PRIMARY KEY,
    quarantine_id VARCHAR, run_id VARCHAR, stage VARCHAR, reason VARCHAR, expectation VARCHAR, article_id VARCHAR, version_id VARCHAR,
    fact_type VARCHAR, fact_id VARCHAR, char_start INTEGER, char_end INTEGER, origin VARCHAR, payload VARCHAR, rules_version VARCHAR,
    state VARCHAR, closed_by VARCHAR, closed_reason VARCHAR, "at" TIMESTAMPTZ, sha256 VARCHAR
);
CREATE INDEX quarantine_by_id ON quarantine (quarantine_id);
CREATE INDEX quarantine_by_document ON quarantine (origin, sha256);

-- Grain: one judgement of a person on a fact: accept, reject, amend, or undo, which takes the last one back.
CREATE TABLE override (
    seq INTEGER PRIMARY KEY, fact_id VARCHAR, action VARCHAR, amendment VARCHAR, reason VARCHAR, judged_by VARCHAR, "at" TIMESTAMPTZ
);

-- Grain: one judgement of a person on who or what is meant: same, apart or undone.
CREATE TABLE identity (
    seq INTEGER PRIMARY KEY,
    entity_kind VARCHAR, telling_id VARCHAR, other_id VARCHAR, verdict VARCHAR, reason VARCHAR, judged_by VARCHAR, "at" TIMESTAMPTZ
);

-- Grain: one time that scheduled runs were told to hold, until released_at.
CREATE TABLE hold (seq INTEGER PRIMARY KEY, "at" TIMESTAMPTZ, reason VARCHAR, released_at TIMESTAMPTZ);

-- Grain: one measure of one source in one run. counted: the rows that the value speaks of.
CREATE TABLE profile (seq INTEGER PRIMARY KEY, run_id VARCHAR, source VARCHAR, measure VARCHAR, value DOUBLE PRECISION, counted BIGINT);

-- Grain: one alert sent: failing or recovered.
CREATE TABLE alert (seq INTEGER PRIMARY KEY, "key" VARCHAR, state VARCHAR, run_id VARCHAR, message VARCHAR, "at" TIMESTAMPTZ);
