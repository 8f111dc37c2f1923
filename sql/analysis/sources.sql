-- Nguồn nào mới, nguồn nào tin được? / How fresh and how reliable is each source?
-- Chép, mâu thuẫn, để riêng: phần của bài và con số. / Copied, contradicted, set aside: as shares of articles and of figures.
-- > source: baoquangninh.vn | articles: 470 | last_day: 2025-10-15 | days_since: 408 | last_seen_at: 2026-11-27 02:47:35 | dated: 0.98 | facts_an_article: 21.4 | copies: 0.04
-- > figures: 812 | metric_known: 0.41 | contradicted: 0.01 | confirmed: 0.12 | set_aside: 0.002 | fetched_at: 2026-11-27 02:00:00 | failures: 0
WITH article AS (
    SELECT article_id, version_id, nullif(source, 'unknown') AS source, published_on, first_seen_at, duplicate_of FROM dim_article WHERE is_current AND withdrawn_at IS NULL
), figure AS (
    SELECT m.article_id, m.metric IS NOT NULL AS is_known, coalesce(c.is_contradicted, false) AS is_contradicted, coalesce(c.independent_articles > 1 AND NOT c.is_contradicted, false) AS is_confirmed
    FROM fact_measurement AS m SEMI JOIN article USING (version_id) LEFT JOIN mart.claims AS c ON m.claim_id = c.claim_id
    WHERE NOT m.is_repeat AND m.equivalent_of IS NULL
), of_article AS (
    SELECT article_id, count(*) AS figures, sum(is_known::INTEGER) AS known, sum(is_contradicted::INTEGER) AS contradicted, sum(is_confirmed::INTEGER) AS confirmed
    FROM figure GROUP BY article_id
)
SELECT
    coalesce(a.source, '(không rõ / unknown)') AS source, count(*) AS articles, max(a.published_on) AS last_day, date_diff('day', max(a.published_on), current_date) AS days_since,
    max(a.first_seen_at) AS last_seen_at, round(avg((a.published_on IS NOT NULL)::INTEGER), 3) AS dated, round(sum(v.facts_loaded) / count(*), 1) AS facts_an_article,
    round(count(a.duplicate_of) / count(*), 3) AS copies, coalesce(sum(o.figures), 0)::BIGINT AS figures, round(sum(o.known) / sum(o.figures), 3) AS metric_known,
    round(sum(o.contradicted) / sum(o.figures), 4) AS contradicted, round(sum(o.confirmed) / sum(o.figures), 4) AS confirmed,
    round(sum(v.facts_quarantined) / nullif(sum(v.facts_loaded + v.facts_quarantined), 0), 4) AS set_aside, max(s.fetched_at) AS fetched_at, max(s.failures) AS failures
FROM article AS a
JOIN mart.articles AS v USING (version_id)
LEFT JOIN of_article AS o ON a.article_id = o.article_id
LEFT JOIN ops.source AS s ON a.source = s.name
GROUP BY a.source
ORDER BY articles DESC, source;
