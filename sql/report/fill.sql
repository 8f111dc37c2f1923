-- How full the columns are that readers ask for: unread (null) is a result, and this is how often it is one.
WITH hidden AS (
    SELECT version_id FROM dim_article WHERE NOT is_current OR withdrawn_at IS NOT NULL
), counted AS (
    SELECT 1 AS nth, count(*) AS rows, MAP {
        'measurements.metric': count(metric), 'measurements.subject': count(nullif(subject_id, 'unknown')),
        'measurements.period_end': count(period_end), 'measurements.claim_id': count(claim_id)
    } AS fields FROM fact_measurement ANTI JOIN hidden USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT 2, count(*), MAP {'targets.deadline': count(deadline), 'targets.subject': count(nullif(subject_id, 'unknown'))} FROM fact_target ANTI JOIN hidden USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT 3, count(*), MAP {'statements.speaker': count(nullif(speaker_id, 'unknown'))} FROM fact_statement ANTI JOIN hidden USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT 4, count(*), MAP {'events.starts_on': count(starts_on), 'events.place': count(nullif(place_id, 'unknown'))} FROM fact_event ANTI JOIN hidden USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT 5, count(*), MAP {'investments.investor': count(nullif(investor_id, 'unknown'))} FROM fact_investment ANTI JOIN hidden USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT 6, count(*), MAP {'position_observations.organization': count(nullif(organization_id, 'unknown'))} FROM fact_position ANTI JOIN hidden USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT 7, count(*), MAP {'articles.published_on': count(published_on), 'articles.title': count(title)} FROM dim_article WHERE is_current
)
SELECT field.key AS field, field.value AS filled, rows, field.value / nullif(rows, 0) AS share
FROM (SELECT nth, rows, unnest(map_entries(fields)) AS field, generate_subscripts(map_keys(fields), 1) AS part FROM counted) ORDER BY nth, part
