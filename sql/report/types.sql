-- Facts of each type in this run, and how many the published runs up to it loaded.
WITH told AS (
    SELECT r.run_id, r.started_at, k.fact_type, (r.facts ->> ('$.' || k.fact_type || '.extracted'))::BIGINT AS extracted,
        (r.facts ->> ('$.' || k.fact_type || '.loaded'))::BIGINT AS loaded, (r.facts ->> ('$.' || k.fact_type || '.repeats'))::BIGINT AS repeats,
        (r.facts ->> ('$.' || k.fact_type || '.quarantined'))::BIGINT AS set_aside
    FROM ops.run AS r, (SELECT unnest(json_keys(r.facts)) AS fact_type) AS k
    WHERE r.facts IS NOT NULL AND (r.state = 'published' OR r.run_id = $run_id)
        AND r.started_at <= (SELECT started_at FROM ops.run WHERE run_id = $run_id)
)
SELECT fact_type, max(extracted) FILTER (run_id = $run_id) AS extracted, max(loaded) FILTER (run_id = $run_id) AS loaded,
    max(repeats) FILTER (run_id = $run_id) AS repeats, max(set_aside) FILTER (run_id = $run_id) AS set_aside,
    list(loaded ORDER BY started_at)[-30:] AS loaded_trend
FROM told GROUP BY fact_type ORDER BY loaded DESC NULLS LAST, fact_type
