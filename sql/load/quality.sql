-- The history of quality as a star: facts by run, expectation and source over the books, with their dimensions.
CREATE OR REPLACE TABLE dq.dim_expectation AS
SELECT
    e ->> '$.meta.id' AS expectation, s.name AS suite, s.meta ->> '$.stage' AS stage, e ->> '$.kwargs.column' AS column_name, e ->> '$.severity' AS severity,
    e ->> '$.meta.sets_aside' AS sets_aside, e ->> '$.meta.vi' AS name_vi, e ->> '$.description' AS name_en,
    e ->> '$.meta.why_vi' AS why_vi, e ->> '$.meta.why' AS why_en, e ->> '$.meta.act_vi' AS act_vi, e ->> '$.meta.act' AS act_en
FROM (SELECT name, meta, unnest(expectations) AS e FROM read_json(getvariable('suites'), columns = {name: 'VARCHAR', meta: 'JSON', expectations: 'JSON[]'})) AS s;

CREATE OR REPLACE VIEW dq.dim_run AS
SELECT run_id, started_at, timezone('Asia/Ho_Chi_Minh', started_at)::DATE AS started_on, coalesce(kind, 'manual') AS kind, state, rules_version, generation FROM ops.run;

CREATE OR REPLACE VIEW dq.fact_result AS
SELECT run_id, expectation, suite, stage, table_name, column_name, source, severity, success, evaluated, unexpected, percent FROM dq.result;

CREATE OR REPLACE VIEW dq.quarantine AS
SELECT
    q.quarantine_id, q.run_id, q.stage, q.reason, q.expectation, coalesce(a.article_id, q.article_id) AS article_id, a.article_version, q.char_start, q.char_end, q.origin, q.payload,
    q.rules_version, q.state, q.closed_by, q.closed_reason, q."at", q.fact_type, q.fact_id, q.version_id, q.sha256
FROM dq.quarantine_item AS q LEFT JOIN main.dim_article AS a ON q.version_id = a.version_id;

CREATE OR REPLACE VIEW dq.fact_quarantine AS
SELECT run_id, expectation, stage, reason, fact_type, state, count(*) AS items FROM dq.quarantine_item GROUP BY ALL;

CREATE OR REPLACE VIEW dq.trend AS
SELECT
    f.expectation, f.source, f.column_name, f.severity, r.run_id, r.started_at, r.started_on, r.kind, r.state, f.success, f.unexpected, f.percent,
    lag(f.success) OVER earlier AS success_before, lag(f.unexpected) OVER earlier AS unexpected_before,
    NOT f.success AND coalesce(lag(f.success) OVER earlier, true) AS began, f.success AND NOT lag(f.success) OVER earlier AS recovered
FROM dq.fact_result AS f JOIN dq.dim_run AS r USING (run_id)
WINDOW earlier AS (PARTITION BY f.expectation, f.source, f.column_name ORDER BY r.started_at);
