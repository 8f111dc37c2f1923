-- Báo viết về chuyện gì, mỗi năm bao nhiêu? / What are articles about, year by year?
-- $year =  : năm đăng; trống: mọi năm / year of publication; empty: every year
-- > year: 2025 | topic: tourism | name_vi: du lịch | name_en: tourism | articles: 42 | share: 0.13 | sources: 6
WITH article AS (
    SELECT article_id, year(published_on) AS year, source FROM dim_article WHERE is_current AND withdrawn_at IS NULL AND duplicate_of IS NULL
), of_year AS (SELECT year, count(*) AS articles FROM article GROUP BY year)
SELECT
    a.year, t.topic, any_value(t.name_vi) AS name_vi, any_value(t.name_en) AS name_en, count(*) AS articles, round(count(*) / any_value(y.articles), 3) AS share,
    count(DISTINCT nullif(a.source, 'unknown')) AS sources
FROM mart.article_topics AS t JOIN article AS a USING (article_id) JOIN of_year AS y ON a.year IS NOT DISTINCT FROM y.year
WHERE $year = '' OR a.year = nullif($year, '')::INTEGER
GROUP BY a.year, t.topic
ORDER BY a.year DESC NULLS LAST, articles DESC, t.topic;
