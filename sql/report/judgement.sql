-- What people said of a fact, in whichever version of its article, the last word first, and what the rules had read of it.
SELECT
    o.action, o.amendment, o.reason, o.judged_by, o."at", s.sentence, a.origin, j.original, o.fact_id
FROM ops.override AS o
LEFT JOIN fact_judgement AS j ON o.fact_id = j.fact_id
LEFT JOIN dim_article AS a ON j.version_id = a.version_id
LEFT JOIN dim_sentence AS s ON j.version_id = s.version_id AND s.sentence_number = (j.original ->> 'sentence_number')::INTEGER
WHERE o.fact_id = $fact_id OR o.fact_id = (SELECT carried_from FROM fact_judgement WHERE fact_id = $fact_id)
UNION ALL
-- What went along with another fact's word.
SELECT j.action, j.amendment, j.reason, j.judged_by, j.judged_at, s.sentence, a.origin, j.original, j.fact_id
FROM fact_judgement AS j
LEFT JOIN dim_article AS a USING (version_id)
LEFT JOIN dim_sentence AS s ON j.version_id = s.version_id AND s.sentence_number = (j.original ->> 'sentence_number')::INTEGER
WHERE j.fact_id = $fact_id AND j.carried_from IS NULL AND j.fact_id NOT IN (SELECT fact_id FROM ops.override)
ORDER BY 5 DESC
