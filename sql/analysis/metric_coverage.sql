-- Mỗi chỉ tiêu đọc được đến đâu: bao nhiêu số có chủ, có kỳ, so được? / How well is each metric read: figures with a subject, with a period, comparable?
-- Đặt cạnh mọi phép cộng: chỉ cộng được phần đã đọc ra. / To stand beside any sum: only what was read is in it.
-- articles_naming: bài gọi đúng tên chỉ tiêu; share_read: bao nhiêu phần của các bài ấy có số đọc được; trống: tên chỉ một tiếng. / articles_naming: articles that call the metric by its Vietnamese name; share_read: the share of them that a figure of it was read from; null: a name of one syllable.
-- > metric: export_turnover | metric_name: kim ngạch xuất khẩu | figures: 120 | articles: 64 | articles_naming: 80 | share_read: 0.55 | sources: 9 | with_subject: 0.71 | with_period: 0.82 | comparable: 0.6 | conversions: 12 | parts: 8 | repeats: 31 | copies: 5 | first_period: 2014-12-31 | last_period: 2025-12-31
WITH word AS (
    SELECT metric, unnest(words[:-2]) AS word, unnest(words[2:]) AS following FROM (SELECT metric, string_split(search.bare(folded(name_vi)), ' ') AS words FROM dim_metric)
), term AS (
    SELECT DISTINCT metric, search.pair_key(search.word_key(word), search.word_key(following)) AS term FROM word
), naming AS (
    SELECT w.metric, t.version_id
    FROM (SELECT metric, term, count(*) OVER (PARTITION BY metric) AS terms FROM term) AS w JOIN search.term AS h USING (term) JOIN search.text AS t USING (text_id)
    GROUP BY w.metric, t.version_id
    HAVING count(*) = any_value(w.terms)
), named AS (
    SELECT metric, count(*) AS articles_naming, round(count(*) FILTER (is_read) / count(*), 3) AS share_read
    FROM (SELECT n.metric, EXISTS (FROM fact_measurement AS f WHERE f.version_id = n.version_id AND f.metric = n.metric) AS is_read FROM naming AS n)
    GROUP BY metric
)
SELECT
    m.metric, any_value(d.name_vi) AS metric_name, count(*) FILTER (counts) AS figures, count(DISTINCT m.article_id) FILTER (counts) AS articles,
    any_value(n.articles_naming) AS articles_naming, any_value(n.share_read) AS share_read,
    count(DISTINCT nullif(m.source, 'unknown')) FILTER (counts) AS sources,
    round(avg(has_subject::INTEGER) FILTER (counts), 3) AS with_subject, round(avg((m.period_end IS NOT NULL)::INTEGER) FILTER (counts), 3) AS with_period,
    round(avg((m.claim_id IS NOT NULL)::INTEGER) FILTER (counts), 3) AS comparable,
    count(*) FILTER (m.equivalent_of IS NOT NULL) AS conversions, count(*) FILTER (m.part_of IS NOT NULL) AS parts, count(*) FILTER (m.is_repeat) AS repeats,
    count(*) FILTER (m.is_copied) AS copies, min(m.period_end) FILTER (counts) AS first_period, max(m.period_end) FILTER (counts) AS last_period
FROM (
    -- The figures of mart.measurements, without the sentences and names that it looks up for each.
    SELECT f.*, a.source, e.entity_id IS NOT NULL AS has_subject, c.fact_id IS NOT NULL AS is_copied, NOT f.is_repeat AND c.fact_id IS NULL AND f.equivalent_of IS NULL AS counts
    FROM fact_measurement AS f
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
    LEFT JOIN dim_entity AS e ON f.subject_id = e.entity_id AND e.entity_kind <> 'unknown'
    LEFT JOIN mart.copied_facts AS c USING (fact_id)
) AS m
LEFT JOIN dim_metric AS d ON m.metric = d.metric
LEFT JOIN named AS n ON m.metric = n.metric
GROUP BY m.metric
ORDER BY figures DESC, m.metric;
