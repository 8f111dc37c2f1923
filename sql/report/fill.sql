SELECT 'measurements.metric' AS field, count(metric) AS filled, count(*) AS rows, round(100.0 * count(metric) / nullif(count(*), 0), 1) AS percent FROM mart.measurements WHERE NOT is_repeat
UNION ALL SELECT 'measurements.subject', count(subject), count(*), round(100.0 * count(subject) / nullif(count(*), 0), 1) FROM mart.measurements WHERE NOT is_repeat
UNION ALL SELECT 'measurements.period_end', count(period_end), count(*), round(100.0 * count(period_end) / nullif(count(*), 0), 1) FROM mart.measurements WHERE NOT is_repeat
UNION ALL SELECT 'targets.deadline', count(deadline), count(*), round(100.0 * count(deadline) / nullif(count(*), 0), 1) FROM mart.targets WHERE NOT is_repeat
UNION ALL SELECT 'statements.speaker', count(speaker), count(*), round(100.0 * count(speaker) / nullif(count(*), 0), 1) FROM mart.statements WHERE NOT is_repeat
UNION ALL SELECT 'articles.published_on', count(published_on), count(*), round(100.0 * count(published_on) / nullif(count(*), 0), 1) FROM mart.articles
