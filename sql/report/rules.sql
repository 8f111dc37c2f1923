-- What each rule gave in the star, and how much of it in the last run that published anything.
WITH last AS (SELECT arg_max(run_id, started_at) AS run_id FROM ops.run WHERE state = 'published' AND documents_loaded > 0),
told AS (
    FROM fact_measurement SELECT rule, run_id UNION ALL FROM fact_target SELECT rule, run_id UNION ALL FROM fact_statement SELECT rule, run_id
    UNION ALL FROM fact_event SELECT rule, run_id UNION ALL FROM fact_investment SELECT rule, run_id UNION ALL FROM fact_agreement SELECT rule, run_id
    UNION ALL FROM fact_position SELECT rule, run_id UNION ALL FROM fact_citation SELECT rule, run_id UNION ALL FROM fact_mention SELECT rule, run_id
),
counted AS (SELECT rule, run_id = (SELECT run_id FROM last) AS is_last, count(*) AS facts FROM told GROUP BY ALL),
each AS (SELECT unnest(string_split(rule, '+')) AS rule, is_last, facts FROM counted)
SELECT rule, sum(facts)::BIGINT AS facts, coalesce(sum(facts) FILTER (is_last), 0)::BIGINT AS facts_last_run FROM each GROUP BY rule
