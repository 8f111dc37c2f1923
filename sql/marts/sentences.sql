-- Every sentence of every current article, with the article's source, title and day, and the province that it names.
CREATE OR REPLACE VIEW mart.sentences AS
SELECT
    a.article_id, a.article_version, nullif(a.source, 'unknown') AS source, a.origin, a.title, a.published_on,
    s.sentence_number, s.paragraph, s.role, s.char_start, s.char_end, s.sentence, s.repeat_of IS NOT NULL AS is_repeat, p.province
FROM dim_sentence AS s
JOIN dim_article AS a ON s.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN (
    SELECT f.version_id, f.sentence_number, min(province.name) AS province
    FROM fact_mention AS f
    JOIN dim_place AS place ON f.place_code = place.place_code
    JOIN dim_place AS province ON place.province_code = province.place_code
    GROUP BY ALL
    HAVING count(DISTINCT province.name) = 1
) AS p ON s.version_id = p.version_id AND s.sentence_number = p.sentence_number;
