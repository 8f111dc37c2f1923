-- The facts of a type that leave, each with its row. $fact_type, $table.
SELECT
    'fact' AS kind, l.fact_id AS thing_id, l.expectation, l.reason, f.version_id, $fact_type AS fact_type, f.char_start, f.char_end,
    [f.article_id] AS articles, to_json(f)::VARCHAR AS payload
FROM (SELECT * EXCLUDE (run_id, rules_version) FROM query_table($table)) AS f
JOIN leaving_fact AS l USING (fact_id)
