-- How each source was read in this run, beside the mean of the runs before, for the ten sources with most articles; the furthest apart first, those of few rows last.
WITH told AS (
    SELECT p.source, p.measure, p.value, p.counted, r.run_id, r.started_at
    FROM dq.profile AS p JOIN ops.run AS r USING (run_id)
    WHERE (r.state = 'published' OR r.run_id = $run_id) AND r.started_at <= (SELECT started_at FROM ops.run WHERE run_id = $run_id)
        AND p.measure NOT IN ('newest_day', 'dong_scale') AND (p.source <> '*' OR p.measure = 'rejected')
), largest AS (
    SELECT source FROM told WHERE run_id = $run_id AND measure IN ('articles', 'rejected') ORDER BY (source = '*') DESC, value DESC, source LIMIT 10
)
SELECT if(source = '*', 'mọi nguồn / all sources', source) AS source, measure, round(max(value) FILTER (run_id = $run_id), 3) AS today, round(avg(value) FILTER (run_id <> $run_id), 3) AS before,
    count(*) FILTER (run_id <> $run_id) AS runs, list(value ORDER BY started_at)[-30:] AS value_trend
FROM told JOIN largest USING (source)
GROUP BY ALL HAVING today IS NOT NULL
ORDER BY coalesce(max(counted) FILTER (run_id = $run_id), 0) >= 20 DESC, abs(today - before) / nullif(round(stddev(value) FILTER (run_id <> $run_id), 6), 0) DESC NULLS LAST, source, measure
