-- Nơi báo nói tới nay thuộc đâu? / Where do the places that articles name belong today?
-- ? sáp nhập tỉnh, tỉnh mới, tỉnh cũ / merged provinces
-- $place =  : tên nơi; trống: những nơi nay mang tên khác / a place; empty: those that have another name today
-- > place: Hải Dương | unit: tỉnh | province: Hải Dương | today: thành phố Hải Phòng | today_province: Hải Phòng | articles: 12 | mentions: 31 | first_on: 2016-11-19 | last_on: 2025-06-29
WITH told AS (
    SELECT e.name AS place, f.place_code, count(DISTINCT f.article_id) AS articles, count(*) AS mentions, min(a.published_on) AS first_on, max(a.published_on) AS last_on
    FROM fact_mention AS f
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
    JOIN dim_entity AS e USING (entity_id)
    WHERE f.entity_kind = 'place' AND f.place_code IS NOT NULL AND mart.is_named(e.name, $place)
    GROUP BY ALL
)
SELECT
    t.place, p.unit, p.province, CASE WHEN len(p.today_places) > 1 THEN len(p.today_places) || ' nơi / places' ELSE p.today END AS today, p.today_province,
    t.articles, t.mentions, t.first_on, t.last_on
FROM told AS t JOIN mart.places AS p USING (place_code)
WHERE p.level <> 'country' AND ($place NOT IN ('', '%') OR p.today IS NULL OR NOT contains(p.today, t.place))
ORDER BY t.articles DESC, t.place, p.province, p.unit, t.place_code;
