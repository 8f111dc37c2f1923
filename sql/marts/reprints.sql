-- Which articles copy which: the original first, why it is called so, and how like it the copy is.
CREATE OR REPLACE VIEW mart.reprints AS
SELECT
    c.article_id, c.original_id, c.similarity, c.likeness, c.reason, nullif(a.source, 'unknown') AS source, nullif(o.source, 'unknown') AS original_source,
    a.published_on, o.published_on AS original_published_on, a.title, o.title AS original_title, a.origin, o.origin AS original_origin
FROM bridge_copy AS c
JOIN dim_article AS a ON c.article_id = a.article_id AND a.is_current
JOIN dim_article AS o ON c.original_id = o.article_id AND o.is_current;
