SELECT 'measurements' AS fact, count(*) FILTER (NOT is_repeat) AS told, count(*) FILTER (is_repeat) AS repeats, round(avg(confidence), 3) AS confidence FROM mart.measurements
UNION ALL SELECT 'targets', count(*) FILTER (NOT is_repeat), count(*) FILTER (is_repeat), round(avg(confidence), 3) FROM mart.targets
UNION ALL SELECT 'statements', count(*) FILTER (NOT is_repeat), count(*) FILTER (is_repeat), round(avg(confidence), 3) FROM mart.statements
UNION ALL SELECT 'events', count(*) FILTER (NOT is_repeat), count(*) FILTER (is_repeat), round(avg(confidence), 3) FROM mart.events
UNION ALL SELECT 'offices', count(*) FILTER (NOT is_repeat), count(*) FILTER (is_repeat), round(avg(confidence), 3) FROM mart.position_observations
UNION ALL SELECT 'citations', count(*) FILTER (NOT is_repeat), count(*) FILTER (is_repeat), round(avg(confidence), 3) FROM mart.citations
