-- Kho có những gì? / What does the warehouse hold: articles, days and facts by source?
SELECT
    coalesce(source, '(không rõ / unknown)') AS source, count(*) AS articles, min(published_on) AS first_day, max(published_on) AS last_day,
    sum(facts_loaded) AS facts, count(duplicate_of) AS reprints
FROM mart.articles
GROUP BY ALL
ORDER BY articles DESC;
