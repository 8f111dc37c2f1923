-- What a table of facts said before the merge, to tell the difference after it. $name, $table.
INSERT INTO said_before
SELECT $name, fact_id, rule, hash(t) FROM (SELECT * EXCLUDE (run_id, rules_version) FROM query_table($table)) AS t;
