-- How full the columns are that readers ask for: unread (null) is a result, and this is how often it is one.
SELECT 'measurements.metric' AS field, count(metric) AS filled, count(*) AS rows, count(metric) / nullif(count(*), 0) AS share FROM mart.measurements WHERE NOT is_repeat
UNION ALL SELECT 'measurements.subject', count(subject), count(*), count(subject) / nullif(count(*), 0) FROM mart.measurements WHERE NOT is_repeat
UNION ALL SELECT 'measurements.period_end', count(period_end), count(*), count(period_end) / nullif(count(*), 0) FROM mart.measurements WHERE NOT is_repeat
UNION ALL SELECT 'measurements.claim_id', count(claim_id), count(*), count(claim_id) / nullif(count(*), 0) FROM mart.measurements WHERE NOT is_repeat
UNION ALL SELECT 'targets.deadline', count(deadline), count(*), count(deadline) / nullif(count(*), 0) FROM mart.targets WHERE NOT is_repeat
UNION ALL SELECT 'targets.subject', count(subject), count(*), count(subject) / nullif(count(*), 0) FROM mart.targets WHERE NOT is_repeat
UNION ALL SELECT 'statements.speaker', count(speaker), count(*), count(speaker) / nullif(count(*), 0) FROM mart.statements WHERE NOT is_repeat
UNION ALL SELECT 'events.starts_on', count(starts_on), count(*), count(starts_on) / nullif(count(*), 0) FROM mart.events WHERE NOT is_repeat
UNION ALL SELECT 'events.place', count(place), count(*), count(place) / nullif(count(*), 0) FROM mart.events WHERE NOT is_repeat
UNION ALL SELECT 'investments.investor', count(investor), count(*), count(investor) / nullif(count(*), 0) FROM mart.investments WHERE NOT is_repeat
UNION ALL SELECT 'position_observations.organization', count(organization), count(*), count(organization) / nullif(count(*), 0) FROM mart.position_observations WHERE NOT is_repeat
UNION ALL SELECT 'articles.published_on', count(published_on), count(*), count(published_on) / nullif(count(*), 0) FROM mart.articles
UNION ALL SELECT 'articles.title', count(title), count(*), count(title) / nullif(count(*), 0) FROM mart.articles
