-- Some article versions with their text; by their rows, so that no other text is read.
SELECT version_id, article_id, article_version, title, coalesce(nullif(source, 'unknown'), '') AS source, origin, published_on, published_from, byline, words, text, run_id, rules_version
FROM dim_article WHERE rowid IN (SELECT rowid FROM dim_article WHERE version_id IN $versions)
