-- Which places the articles name most, and how many figures are theirs.
SELECT m.entity AS place, count(*) AS mentions, count(DISTINCT m.article_id) AS articles, coalesce(any_value(f.figures), 0) AS figures
FROM mart.mentions AS m
LEFT JOIN (SELECT subject, count(*) AS figures FROM mart.measurements WHERE NOT is_repeat GROUP BY subject) AS f ON m.entity = f.subject
WHERE m.entity_kind = 'place' GROUP BY 1 ORDER BY articles DESC, mentions DESC, place LIMIT 30
