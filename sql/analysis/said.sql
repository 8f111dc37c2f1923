-- Một người đã nói gì? / What did a person say, and in which office? Namesakes are told apart by speaker_id.
-- ? phát biểu, tuyên bố / quotes, speech
-- $person =  : họ tên, hoặc person_id của mart.people; trống: người được dẫn lời nhiều nhất / the speaker's full name, or a person_id of mart.people; empty: who is quoted most
-- > published_on: 2025-10-15 | speaker: Trần Quốc Thuận | offices: Chủ tịch, UBND tỉnh Quảng Ninh | verb: cho biết | directness: indirect | statement: … | fact_id: 3f0c… | speaker_id: 77ab…
WITH told AS (
    SELECT * FROM mart.statements WHERE NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
), asked AS (
    SELECT speaker_id FROM told
    WHERE speaker_kind = 'person' AND (mart.is_named(speaker, $person) OR speaker_id = $person)
    GROUP BY speaker_id
    QUALIFY $person NOT IN ('', '%') OR row_number() OVER (ORDER BY count(*) DESC, speaker_id) = 1
)
SELECT s.published_on, s.speaker, o.offices, s.verb, s.directness, s.statement, s.fact_id, s.speaker_id
FROM told AS s
SEMI JOIN asked USING (speaker_id)
LEFT JOIN (
    SELECT article_id, person_id, string_agg(DISTINCT concat_ws(', ', title, organization), '; ' ORDER BY concat_ws(', ', title, organization)) AS offices
    FROM mart.position_observations GROUP BY article_id, person_id
) AS o ON o.article_id = s.article_id AND o.person_id = s.speaker_id
ORDER BY s.speaker_id, s.published_on, s.article_id, s.char_start, s.fact_id;
