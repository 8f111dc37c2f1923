-- The rows of a type's view that are to be judged and were not before, with the keys that the view leaves out. $view, $table.
SELECT f.version_id, f.sentence_number, f.run_id, v.*
FROM query_table($view) AS v
JOIN query_table($table) AS f ON v.fact_id = f.fact_id
WHERE v.fact_id IN (SELECT fact_id FROM judged ANTI JOIN originals USING (fact_id))
