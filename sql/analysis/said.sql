-- Một người đã nói gì? / What did a person say, and in which office? Namesakes are told apart by speaker_id.
-- $person = Trần Quốc Thuận : the speaker's full name, or a person_id of mart.people
SELECT s.published_on, s.speaker, o.offices, s.verb, s.directness, s.statement, s.fact_id, s.speaker_id
FROM mart.statements AS s
LEFT JOIN (
    SELECT article_id, person_id, string_agg(DISTINCT concat_ws(', ', title, organization), '; ' ORDER BY concat_ws(', ', title, organization)) AS offices
    FROM mart.position_observations GROUP BY article_id, person_id
) AS o ON o.article_id = s.article_id AND o.person_id = s.speaker_id
WHERE $person IN (s.speaker, s.speaker_id) AND NOT s.is_repeat AND s.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY s.speaker_id, s.published_on, s.char_start;
