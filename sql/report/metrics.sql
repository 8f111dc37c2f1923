SELECT coalesce(metric, '(chưa nhận ra / not recognised)') AS metric, any_value(metric_name) AS name, count(*) AS figures, count(DISTINCT subject) AS subjects, count(DISTINCT article_id) AS articles
FROM mart.measurements WHERE NOT is_repeat GROUP BY 1 ORDER BY figures DESC LIMIT 40
