-- The facts that a person accepted or amended ($judged, or that a word on one of these holds for), each at its place in its sentence, said as often before it (nth).
SELECT
    j.fact_id, j.fact_type, j.version_id AS said_in, a.article_id, s.sentence, (j.original ->> 'char_start')::INTEGER AS said_start,
    (j.original ->> 'char_end')::INTEGER AS said_end, said_start - s.char_start AS starts, said_end - s.char_start AS ends, s.nth
FROM fact_judgement AS j
JOIN dim_article AS a USING (version_id)
JOIN (
    SELECT *, row_number() OVER (PARTITION BY version_id, sentence ORDER BY sentence_number) AS nth
    FROM dim_sentence WHERE version_id IN (SELECT version_id FROM fact_judgement)
) AS s ON j.version_id = s.version_id AND s.sentence_number = (j.original ->> 'sentence_number')::INTEGER
WHERE j.action IN ('accept', 'amend') AND coalesce(j.carried_from, j.fact_id) IN (SELECT unnest($judged::VARCHAR[]))
