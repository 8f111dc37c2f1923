-- The projects settled anew, each by the name told most.
DELETE FROM dim_project WHERE project_id IN (SELECT identity_id FROM identity_before UNION SELECT identity_id FROM identified);
INSERT INTO dim_project
WITH named AS (
    SELECT identity_id, name, count(DISTINCT told_by) AS times FROM identified GROUP BY ALL
), lies AS (
    SELECT i.identity_id, min(p.province) AS province
    FROM identified AS i JOIN placed AS p USING (node)
    GROUP BY i.identity_id HAVING count(DISTINCT p.province) = 1
)
SELECT
    i.identity_id, any_value(n.name), list_sort(list_filter(list_distinct(list(i.name)), lambda a: a <> any_value(n.name))),
    min(i.project_kind), any_value(l.province), count(DISTINCT i.told_by), min(i.published_on), max(i.published_on)
FROM identified AS i
JOIN (SELECT identity_id, max_by(name, (times, length(name), name)) AS name FROM named GROUP BY identity_id) AS n USING (identity_id)
LEFT JOIN lies AS l USING (identity_id)
GROUP BY i.identity_id;
