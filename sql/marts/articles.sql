-- The current version of every article.
CREATE OR REPLACE VIEW mart.articles AS
SELECT * FROM mart.article_versions WHERE is_current;
