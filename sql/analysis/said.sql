-- Một người đã nói gì? / What did a person say, and in which office?
-- $person = Trần Quốc Thuận : the speaker's full name
SELECT s.published_on, s.speaker, o.offices, s.verb, s.directness, s.statement, s.fact_id
FROM mart.statements AS s
LEFT JOIN (
    SELECT article_id, person, string_agg(DISTINCT title || coalesce(', ' || organization, ''), '; ') AS offices
    FROM mart.position_observations GROUP BY article_id, person
) AS o ON o.article_id = s.article_id AND o.person = s.speaker
WHERE s.speaker = $person AND NOT s.is_repeat
ORDER BY s.published_on, s.char_start;
