-- Figures that a later article takes back in so many words ("đính chính: … bị ghi nhầm là 3.954 tỷ đồng, con số đúng là 3.945 tỷ đồng"), each with the one
-- that it puts in their place. What was taken back is no value of its claim, no contradiction, and the right one stands for it in a project's history.
-- The right figure is of the same claim, of the same project, or, under a title that says that it corrects, of what that title names. The wrong
-- one is told beside it, with words of a correction, and is no fact there.
CREATE OR REPLACE VIEW mart.corrected AS
WITH investment AS (
    SELECT f.fact_id, f.article_id, f.version_id, f.sentence_number, f.project_id AS name_id, i.identity_id, unnest([f.amount_vnd, f.amount_usd]) AS value, unnest(['VND', 'USD']) AS unit
    FROM fact_investment AS f JOIN bridge_identity AS i ON f.project_id = i.name_id AND f.article_id = i.article_id
    WHERE NOT f.is_total
), capital AS (
    SELECT fact_id, article_id, version_id, sentence_number, identity_id, value, unit FROM investment WHERE value IS NOT NULL
    UNION ALL
    SELECT f.fact_id, f.article_id, f.version_id, f.sentence_number, i.identity_id, f.value, f.unit
    FROM fact_measurement AS f JOIN bridge_identity AS i ON f.subject_id = i.name_id AND f.article_id = i.article_id AND i.entity_kind = 'project'
    WHERE f.metric = 'project_investment' AND f.kind = 'level'
), correcting AS (
    SELECT f.fact_id, f.article_id, f.version_id, f.sentence_number, f.metric, f.value, f.unit, folded(a.title) AS title
    FROM fact_measurement AS f JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current
    WHERE f.subject_id = 'unknown' AND f.metric IS NOT NULL AND regexp_matches(a.title, '(?i)đính chính|cải chính')
), pair AS (
    SELECT 'measurements' AS fact_type, w.fact_id, w.article_id, w.version_id, w.value, w.unit, r.fact_id AS by_fact_id, r.article_id AS by_article_id, r.version_id AS by_version_id, r.sentence_number, r.value AS by_value
    FROM fact_measurement AS w JOIN fact_measurement AS r ON w.claim_id = r.claim_id AND w.unit = r.unit AND w.article_id <> r.article_id AND w.value <> r.value
    UNION ALL
    SELECT 'investments', w.fact_id, w.article_id, w.version_id, w.value, w.unit, r.fact_id, r.article_id, r.version_id, r.sentence_number, r.value
    FROM investment AS w JOIN capital AS r ON w.identity_id = r.identity_id AND w.unit = r.unit AND w.article_id <> r.article_id AND w.value <> r.value
    UNION ALL
    SELECT 'measurements', w.fact_id, w.article_id, w.version_id, w.value, w.unit, r.fact_id, r.article_id, r.version_id, r.sentence_number, r.value
    FROM correcting AS r JOIN fact_measurement AS w ON w.metric = r.metric AND w.unit = r.unit AND w.article_id <> r.article_id AND w.value <> r.value
    JOIN dim_entity AS e ON w.subject_id = e.entity_id AND contains(r.title, folded(e.name))
    UNION ALL
    SELECT 'investments', w.fact_id, w.article_id, w.version_id, w.value, w.unit, r.fact_id, r.article_id, r.version_id, r.sentence_number, r.value
    FROM correcting AS r JOIN investment AS w ON r.metric = 'project_investment' AND w.unit = r.unit AND w.article_id <> r.article_id AND w.value <> r.value
    JOIN dim_entity AS e ON w.name_id = e.entity_id AND contains(r.title, folded(e.name))
), beside AS (
    -- The wrong figure in the text that corrects it: near the right one, and none of that text's own.
    SELECT p.*, m.sentence_number AS told_at
    FROM pair AS p
    JOIN fact_mention AS m ON p.by_version_id = m.version_id AND m.entity_kind = 'quantity' AND p.value = m.value AND p.unit = m.unit AND m.sentence_number BETWEEN p.sentence_number - 2 AND p.sentence_number + 2
    ANTI JOIN fact_measurement AS own ON m.version_id = own.version_id AND m.char_start = own.char_start
)
SELECT b.fact_type, b.fact_id, b.article_id, min(b.by_fact_id) AS by_fact_id, b.by_article_id, b.value, b.unit, arg_min(b.by_value, b.by_fact_id) AS by_value
FROM beside AS b
JOIN dim_article AS a ON b.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
JOIN dim_article AS c ON b.by_version_id = c.version_id AND c.is_current AND c.withdrawn_at IS NULL
JOIN dim_sentence AS s ON b.by_version_id = s.version_id AND s.sentence_number BETWEEN least(b.told_at, b.sentence_number) AND greatest(b.told_at, b.sentence_number)
WHERE coalesce(a.published_on <= c.published_on, true)
GROUP BY b.fact_type, b.fact_id, b.article_id, b.by_article_id, b.value, b.unit
HAVING regexp_matches(string_agg(s.sentence, ' '), '(?i)đính chính|cải chính|nhầm|sơ suất|(?:ghi|in|đưa|viết|nêu) sai|lỗi (?:đánh máy|biên tập|kỹ thuật|in ấn|chính tả)');
