-- Kho có những gì? / What does the warehouse hold: articles, days and facts by source?
-- > source: baoquangninh.vn | articles: 470 | first_day: 2016-11-19 | last_day: 2025-10-15 | facts: 10058 | reprints: 19
SELECT
    coalesce(source, '(không rõ / unknown)') AS source, count(*) AS articles, min(published_on) AS first_day, max(published_on) AS last_day,
    sum(facts_loaded)::BIGINT AS facts, count(duplicate_of) AS reprints
FROM mart.articles
GROUP BY ALL
ORDER BY articles DESC, source;
