-- What the warehouse holds now: facts of current versions that are told (not repeats), judged by a person, and their mean confidence.
SELECT 'measurements' AS fact_type, count(*) FILTER (NOT is_repeat) AS told, count(judgement) AS judged, round(avg(confidence), 3) AS confidence FROM mart.measurements
UNION ALL SELECT 'targets', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.targets
UNION ALL SELECT 'statements', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.statements
UNION ALL SELECT 'events', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.events
UNION ALL SELECT 'investments', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.investments
UNION ALL SELECT 'agreements', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.agreements
UNION ALL SELECT 'position_observations', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.position_observations
UNION ALL SELECT 'citations', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.citations
UNION ALL SELECT 'mentions', count(*) FILTER (NOT is_repeat), count(judgement), round(avg(confidence), 3) FROM mart.mentions
