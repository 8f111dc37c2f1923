-- What articles are about.
CREATE OR REPLACE VIEW mart.article_topics AS
SELECT b.article_id, b.topic, b.weight, t.name_vi, t.name_en
FROM bridge_article_topic AS b
JOIN dim_article AS a ON b.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_topic AS t ON b.topic = t.topic;
