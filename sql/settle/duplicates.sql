-- Ties current articles whose text is the same but for case, marks and blanks to the one with the least id,
-- for the texts that a run touched.
UPDATE dim_article
SET duplicate_of = CASE WHEN leader.first_id <> dim_article.article_id THEN leader.first_id END
FROM (
    SELECT text_key, min(article_id) AS first_id
    FROM dim_article
    WHERE is_current AND text_key IN (SELECT text_key FROM dim_article JOIN touched USING (article_id))
    GROUP BY text_key
) AS leader
WHERE dim_article.text_key = leader.text_key;
