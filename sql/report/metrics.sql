-- Which metrics the warehouse knows figures of, of how many subjects, and up to which period.
SELECT
    coalesce(m.metric, '(chưa nhận ra) / (not recognised)') AS metric, any_value(d.name_vi || ' / ' || d.name_en) AS name, count(*) AS figures,
    count(DISTINCT m.subject) AS subjects, count(DISTINCT m.article_id) AS articles, min(m.period_start) AS from_day, max(m.period_end) FILTER (m.status = 'actual') AS actual_until
FROM mart.measurements AS m LEFT JOIN dim_metric AS d USING (metric)
WHERE NOT m.is_repeat GROUP BY m.metric ORDER BY figures DESC, m.metric LIMIT 40
