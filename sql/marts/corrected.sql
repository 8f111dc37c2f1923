-- Figures that a later article takes back in so many words ("đính chính: … bị ghi nhầm là 3.954 tỷ đồng, con số đúng là 3.945 tỷ đồng"), each with the one
-- that it puts in their place. What was taken back is no value of its claim, no contradiction, rates no goal, and the right one stands for it in a project's history.
-- Only texts whose title says that they correct are asked: to ask every sentence, each query of mart.claims would read the whole archive.
-- The right figure is of the same claim, of the same project, or of what that title names: then of the same kind and status, of no other period that is told,
-- and told no more than two months before. The wrong one is told beside it, with words of a correction, and is no fact there.
CREATE OR REPLACE VIEW mart.corrected AS
WITH correcting AS (
    -- To correct a civil record ("cải chính hộ tịch") is an office's work.
    SELECT version_id, published_on, ' ' || folded(title) || ' ' AS title
    FROM dim_article
    WHERE is_current AND withdrawn_at IS NULL AND regexp_matches(title, '(?i)đính chính|cải chính|xin lỗi|nói lại cho đúng') AND NOT regexp_matches(title, '(?i)hộ tịch')
), wrong AS (
    -- What may have been wrong: figures of such a text that are none of its own facts.
    SELECT DISTINCT m.version_id, m.sentence_number, m.char_start, m.value, m.unit
    FROM fact_mention AS m
    SEMI JOIN correcting USING (version_id)
    ANTI JOIN fact_measurement AS own ON m.version_id = own.version_id AND m.char_start = own.char_start
    WHERE m.entity_kind = 'quantity' AND m.value IS NOT NULL AND m.unit IS NOT NULL
), investment AS (
    SELECT fact_id, article_id, version_id, sentence_number, char_start, project_id, unnest([amount_vnd, amount_usd]) AS value, unnest(['VND', 'USD']) AS unit
    FROM fact_investment WHERE NOT is_total
), told AS (
    -- The facts of these texts, any of which may be what is right.
    SELECT fact_id, article_id, version_id, sentence_number, char_start, value, unit, claim_id, metric, kind, status, period_end, subject_id AS name_id, subject_kind
    FROM fact_measurement SEMI JOIN wrong USING (version_id)
    UNION ALL
    SELECT fact_id, article_id, version_id, sentence_number, char_start, value, unit, NULL, 'project_investment', 'level', NULL, NULL, project_id, 'project'
    FROM investment SEMI JOIN wrong USING (version_id) WHERE value IS NOT NULL
), swap AS (
    -- What may be right beside what may have been wrong.
    SELECT
        t.* EXCLUDE (value), t.value AS by_value, w.value, w.sentence_number AS wrong_at, abs(t.char_start - w.char_start) AS away, i.identity_id, c.published_on AS corrected_on,
        CASE WHEN t.name_id = 'unknown' THEN c.title END AS title
    FROM told AS t
    JOIN wrong AS w ON t.version_id = w.version_id AND t.unit = w.unit AND t.value <> w.value AND w.sentence_number BETWEEN t.sentence_number - 2 AND t.sentence_number + 2
    JOIN correcting AS c ON t.version_id = c.version_id
    LEFT JOIN bridge_identity AS i ON t.name_id = i.name_id AND t.article_id = i.article_id AND i.entity_kind = 'project' AND t.metric = 'project_investment' AND t.kind = 'level'
), capital AS (
    SELECT w.*, i.identity_id FROM (FROM investment SEMI JOIN swap USING (value, unit)) AS w JOIN bridge_identity AS i ON w.project_id = i.name_id AND w.article_id = i.article_id
), pair AS (
    SELECT 'measurements' AS fact_type, w.fact_id, w.article_id, w.version_id, w.unit, false AS by_title, r AS by
    FROM swap AS r JOIN fact_measurement AS w ON r.claim_id = w.claim_id AND r.value = w.value AND r.unit = w.unit AND r.article_id <> w.article_id
    UNION ALL
    SELECT 'investments', w.fact_id, w.article_id, w.version_id, w.unit, false, r
    FROM swap AS r JOIN capital AS w ON r.identity_id = w.identity_id AND r.value = w.value AND r.unit = w.unit AND r.article_id <> w.article_id
    UNION ALL
    SELECT 'measurements', w.fact_id, w.article_id, w.version_id, w.unit, true, r
    FROM (FROM swap WHERE title IS NOT NULL) AS r JOIN fact_measurement AS w ON r.metric = w.metric AND r.value = w.value AND r.unit = w.unit AND r.article_id <> w.article_id
        AND r.kind = w.kind AND r.status = w.status AND coalesce(r.period_end = w.period_end, true)
    JOIN dim_entity AS e ON w.subject_id = e.entity_id AND contains(r.title, ' ' || folded(e.name) || ' ')
    UNION ALL
    SELECT 'investments', w.fact_id, w.article_id, w.version_id, w.unit, true, r
    FROM (FROM swap WHERE title IS NOT NULL) AS r JOIN capital AS w ON r.metric = 'project_investment' AND r.value = w.value AND r.unit = w.unit AND r.article_id <> w.article_id
    JOIN dim_entity AS e ON w.project_id = e.entity_id AND contains(r.title, ' ' || folded(e.name) || ' ')
), corrects AS (
    -- What people might take for another thing is no error.
    SELECT version_id, sentence_number FROM dim_sentence
    WHERE version_id IN (SELECT p.by.version_id FROM pair AS p)
    GROUP BY version_id, sentence_number
    HAVING regexp_matches(  -- grouped, so that no sentence of another text is asked
        regexp_replace(any_value(sentence), '(?i)cải chính[^.;]{0,40}hộ tịch|nhầm tưởng|tránh (?:\S+ ){0,2}nhầm', ' ', 'g'),
        '(?i)đính chính|cải chính|xin (?:được )?(?:đọc|sửa)|nhầm|sơ suất|(?:ghi|in|đưa|viết|nêu) sai|lỗi (?:đánh máy|biên tập|kỹ thuật|in ấn|chính tả)'
    )
)
SELECT
    p.fact_type, p.fact_id, p.article_id, arg_min(p.by.fact_id, (p.by.away, p.by.fact_id)) AS by_fact_id, p.by.article_id AS by_article_id, p.by.value AS value, p.unit,
    arg_min(p.by.by_value, (p.by.away, p.by.fact_id)) AS by_value, any_value(p.by.corrected_on) AS corrected_on
FROM pair AS p
SEMI JOIN corrects AS c ON p.by.version_id = c.version_id AND c.sentence_number BETWEEN least(p.by.sentence_number, p.by.wrong_at) AND greatest(p.by.sentence_number, p.by.wrong_at)
JOIN dim_article AS a ON p.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
WHERE coalesce(a.published_on <= p.by.corrected_on, true) AND (NOT p.by_title OR coalesce(p.by.corrected_on - a.published_on <= 60, true))
GROUP BY p.fact_type, p.fact_id, p.article_id, p.by.article_id, p.by.value, p.unit;
