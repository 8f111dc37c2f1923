-- Which metrics the warehouse knows figures of, of how many subjects, and up to which period.
SELECT coalesce(metric, '(chưa nhận ra / not recognised)') AS metric, any_value(metric_name) AS name, count(*) AS figures, count(DISTINCT subject) AS subjects, count(DISTINCT article_id) AS articles,
    min(period_start) AS from_day, max(period_end) FILTER (status = 'actual') AS actual_until
FROM mart.measurements WHERE NOT is_repeat GROUP BY 1 ORDER BY figures DESC, metric LIMIT 40
