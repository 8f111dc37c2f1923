-- Up to three examples of each failed expectation, in their sentences. What is long is read by its row, once it is known which.
WITH named AS (
    SELECT expectation, json_extract_string(unnest(from_json(observed, '["JSON"]')), '$.fact_id') AS fact_id
    FROM dq.result WHERE run_id = $run_id AND NOT success AND observed LIKE '[{%' AND json_valid(observed)
), pointed AS (
    SELECT n.expectation, f.fact_id, NULL AS quarantine_id, f.version_id, f.char_start, f.char_end, f.surface
    FROM named AS n JOIN (
        SELECT fact_id, version_id, char_start, char_end, surface FROM fact_measurement UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_target
        UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_statement UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_event
        UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_investment UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_agreement
        UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_position UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_citation
        UNION ALL SELECT fact_id, version_id, char_start, char_end, surface FROM fact_mention
            WHERE rowid IN (SELECT rowid FROM fact_mention SEMI JOIN named USING (fact_id))
    ) AS f USING (fact_id)
    UNION ALL
    SELECT expectation, fact_id, quarantine_id, version_id, char_start, char_end, payload ->> '$.surface'
    FROM dq.quarantine WHERE run_id = $run_id AND expectation IS NOT NULL
), cited AS (
    SELECT version_id, char_start, char_end, sentence FROM dim_sentence WHERE rowid IN (SELECT rowid FROM dim_sentence SEMI JOIN pointed USING (version_id))
)
SELECT p.expectation, p.fact_id, p.quarantine_id, p.surface, s.sentence, p.char_start - s.char_start AS marks_from, p.char_end - s.char_start AS marks_to, a.title, a.origin
FROM pointed AS p
LEFT JOIN dim_article AS a ON p.version_id = a.version_id
LEFT JOIN cited AS s ON p.version_id = s.version_id AND p.char_start >= s.char_start AND p.char_end <= s.char_end
QUALIFY row_number() OVER (PARTITION BY p.expectation ORDER BY s.sentence IS NULL, p.fact_id) <= 3
ORDER BY p.expectation
