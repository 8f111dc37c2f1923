-- Which metrics the warehouse knows figures of, of how many subjects, and up to which period.
WITH told AS (
    SELECT f.metric, s.name AS subject, f.article_id, f.period_start, f.period_end, f.status
    FROM fact_measurement AS f
    ANTI JOIN (SELECT version_id FROM dim_article WHERE NOT is_current OR withdrawn_at IS NOT NULL) AS hidden USING (version_id)
    LEFT JOIN dim_entity AS s ON f.subject_id = s.entity_id AND s.entity_kind <> 'unknown'
    WHERE NOT f.is_repeat
)
SELECT
    coalesce(m.metric, '(chưa nhận ra) / (not recognised)') AS metric, any_value(d.name_vi || ' / ' || d.name_en) AS name, count(*) AS figures,
    count(DISTINCT m.subject) AS subjects, count(DISTINCT m.article_id) AS articles, min(m.period_start) AS from_day, max(m.period_end) FILTER (m.status = 'actual') AS actual_until
FROM told AS m LEFT JOIN dim_metric AS d USING (metric)
GROUP BY m.metric ORDER BY figures DESC, m.metric LIMIT 40
