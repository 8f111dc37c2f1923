-- Expectations that hold in this run and failed in the run before that evaluated them.
SELECT DISTINCT t.expectation, coalesce(e.name_vi, t.expectation) AS name_vi, coalesce(e.name_en, t.expectation) AS name_en
FROM dq.trend AS t LEFT JOIN dq.dim_expectation AS e USING (expectation)
WHERE t.run_id = $run_id AND t.recovered AND t.severity <> 'info' ORDER BY t.expectation
