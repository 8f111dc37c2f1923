-- Báo nào chép của báo nào? / Which source copies from which?
-- > source: baomoi.com | original_source: baoquangninh.vn | copies: 19 | same_words: 11 | median_similarity: 0.97 | same_day: 15 | example: … | example_origin: https://… | original_origin: https://…
SELECT
    coalesce(source, '(không rõ / unknown)') AS source, coalesce(original_source, '(không rõ / unknown)') AS original_source, count(*) AS copies,
    count(*) FILTER (likeness IN ('same_bytes', 'same_words')) AS same_words, round(median(similarity), 3) AS median_similarity,
    count(*) FILTER (published_on = original_published_on) AS same_day, min_by(title, article_id) AS example, min_by(origin, article_id) AS example_origin, min_by(original_origin, article_id) AS original_origin
FROM mart.reprints
GROUP BY ALL
ORDER BY copies DESC, source, original_source;
