-- The people settled anew, each by the name told most.
DELETE FROM dim_person WHERE person_id IN (SELECT identity_id FROM identity_before UNION SELECT identity_id FROM identified);
INSERT INTO dim_person
WITH named AS (
    SELECT identity_id, name, count(DISTINCT article_id) AS articles FROM identified GROUP BY ALL
), public AS (
    SELECT DISTINCT i.identity_id
    FROM identified AS i JOIN held AS h USING (node)
    WHERE h.organization_kind IN ('state', 'party') OR h.rank <= 3
)
SELECT
    i.identity_id, any_value(n.name), list_sort(list_filter(list_distinct(list(i.name)), lambda a: a <> any_value(n.name))),
    i.identity_id IN (FROM public), count(DISTINCT i.article_id), min(a.published_on), max(a.published_on)
FROM identified AS i
JOIN (SELECT identity_id, max_by(name, (articles, length(name), name)) AS name FROM named GROUP BY identity_id) AS n USING (identity_id)
JOIN dim_article AS a ON i.article_id = a.article_id AND a.is_current
GROUP BY i.identity_id;
