-- Today's measures beside those of the scheduled runs before: a row a source and measure, sources absent today included.
CREATE TABLE history AS
WITH seen AS (
    SELECT source, measure, count(*) AS runs, min(value) AS least, max(value) AS most, avg(value) AS mean, coalesce(stddev_samp(value), 0) AS sd
    FROM past GROUP BY ALL
), brought AS (
    SELECT source, started_at, epoch(started_at - lag(started_at) OVER (PARTITION BY source ORDER BY started_at)) / 86400 AS gap
    FROM past WHERE measure = 'articles' AND value > 0
), usual AS (
    SELECT source, max(gap) AS usual_gap, epoch($now - max(started_at)) / 86400 AS gap FROM brought GROUP BY source
)
SELECT
    coalesce(t.source, s.source) AS source, coalesce(t.measure, s.measure) AS measure, coalesce(t.value, CASE WHEN s.measure = 'articles' THEN 0 END) AS value,
    coalesce(t.counted, 0) AS counted, coalesce(s.runs, 0) AS runs, s.least, s.most, s.mean, s.sd, u.usual_gap AS usual_gap_days, u.gap AS gap_days
FROM today AS t
FULL JOIN seen AS s ON t.source = s.source AND t.measure = s.measure
LEFT JOIN usual AS u ON u.source = coalesce(t.source, s.source);
