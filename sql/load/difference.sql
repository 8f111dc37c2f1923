-- Facts of a table added, removed and changed since it was remembered, by rule. $name, $table.
WITH now AS (
    SELECT fact_id, rule, hash(t) AS said FROM (SELECT * EXCLUDE (run_id, rules_version) FROM query_table($table)) AS t
), before AS (
    SELECT fact_id, rule, said FROM said_before WHERE fact_type = $name
)
SELECT
    $name AS fact_type, coalesce(now.rule, before.rule) AS rule,
    count(*) FILTER (before.fact_id IS NULL) AS added,
    count(*) FILTER (now.fact_id IS NULL) AS removed,
    count(*) FILTER (now.said <> before.said) AS changed
FROM now FULL JOIN before ON now.fact_id = before.fact_id
GROUP BY 2
HAVING added + removed + changed > 0
ORDER BY 2
