SELECT entity AS place, count(*) AS mentions, count(DISTINCT article_id) AS articles
FROM mart.mentions WHERE entity_kind = 'place' GROUP BY 1 ORDER BY articles DESC, mentions DESC LIMIT 30
