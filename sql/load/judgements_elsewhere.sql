-- Where the judged facts of a type stand in the current versions of their articles: at the same place of the same sentence, said
-- as often before it. $table, $fact_type.
WITH said AS (
    SELECT fact_id, version_id, sentence_number, char_start, char_end FROM query_table($table) WHERE fact_id IN (SELECT fact_id FROM judged)
    UNION
    SELECT fact_id, version_id, (original ->> 'sentence_number')::INTEGER, (original ->> 'char_start')::INTEGER, (original ->> 'char_end')::INTEGER
    FROM originals SEMI JOIN judged USING (fact_id) WHERE fact_type = $fact_type
), version AS (
    SELECT b.version_id, a.version_id AS current_id
    FROM dim_article AS b JOIN dim_article AS a ON a.article_id = b.article_id AND a.is_current AND a.version_id <> b.version_id
    WHERE b.version_id IN (SELECT version_id FROM said)
), sentence AS (
    SELECT version_id, sentence_number, char_start, sentence, row_number() OVER (PARTITION BY version_id, sentence ORDER BY sentence_number) AS nth
    FROM dim_sentence WHERE version_id IN (SELECT unnest([version_id, current_id]) FROM version)
), told AS (
    SELECT fact_id, version_id, char_start, char_end FROM query_table($table) WHERE version_id IN (SELECT current_id FROM version)
    UNION
    SELECT fact_id, version_id, (original ->> 'char_start')::INTEGER, (original ->> 'char_end')::INTEGER
    FROM originals WHERE fact_type = $fact_type AND version_id IN (SELECT current_id FROM version)
)
SELECT f.fact_id, f.version_id, f.char_start, f.char_end, t.fact_id AS told_id
FROM said AS f
JOIN version AS v USING (version_id)
JOIN sentence AS b ON b.version_id = f.version_id AND b.sentence_number = f.sentence_number
JOIN sentence AS a ON a.version_id = v.current_id AND a.sentence = b.sentence AND a.nth = b.nth
JOIN told AS t ON t.version_id = v.current_id AND t.char_start - a.char_start = f.char_start - b.char_start AND t.char_end - a.char_start = f.char_end - b.char_start
