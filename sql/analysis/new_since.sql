-- Có gì mới từ hôm qua? / What is new since yesterday, or since a day?
-- Theo lúc khotin lấy được bài, không theo ngày đăng. / By when khotin fetched the article, not by when it was published.
-- $since =  : từ đầu ngày này, giờ Việt Nam; trống: từ đầu ngày trước lần lấy cuối / from the beginning of this day in Vietnam; empty: of the day before the last fetch
-- > first_seen_at: 2026-11-27 02:47:35 | published_on: 2026-11-26 | source: baoquangninh.vn | title: … | is_new_version: false | figures: 7 | statements: 3 | targets: 1 | events: 0 | origin: https://… | article_id: 3f0c…
WITH asked AS (
    SELECT timezone('Asia/Ho_Chi_Minh', coalesce(nullif($since, '')::DATE, timezone('Asia/Ho_Chi_Minh', max(first_seen_at))::DATE - 1)::TIMESTAMP) AS since_when FROM dim_article
), fresh AS (
    SELECT a.* FROM dim_article AS a, asked WHERE a.is_current AND a.withdrawn_at IS NULL AND a.first_seen_at >= asked.since_when
), told AS (
    SELECT version_id, 'figures' AS what FROM fact_measurement SEMI JOIN fresh USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT version_id, 'statements' FROM fact_statement SEMI JOIN fresh USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT version_id, 'targets' FROM fact_target SEMI JOIN fresh USING (version_id) WHERE NOT is_repeat
    UNION ALL SELECT version_id, 'events' FROM fact_event SEMI JOIN fresh USING (version_id) WHERE NOT is_repeat
), counted AS (
    SELECT version_id, count(*) FILTER (what = 'figures') AS figures, count(*) FILTER (what = 'statements') AS statements, count(*) FILTER (what = 'targets') AS targets, count(*) FILTER (what = 'events') AS events
    FROM told GROUP BY version_id
)
SELECT
    f.first_seen_at, f.published_on, nullif(f.source, 'unknown') AS source, f.title, f.article_version > 1 AS is_new_version, coalesce(c.figures, 0) AS figures, coalesce(c.statements, 0) AS statements,
    coalesce(c.targets, 0) AS targets, coalesce(c.events, 0) AS events, f.origin, f.article_id
FROM fresh AS f LEFT JOIN counted AS c USING (version_id)
ORDER BY f.first_seen_at DESC, figures + statements + targets + events DESC, f.article_id;
