-- Một người: chức vụ, lời nói, việc dự, theo ngày? / A person's offices, words and events, in order of days
-- ? tiểu sử, ông ấy, bà ấy / biography
-- $person =  : họ tên, hoặc person_id của mart.people; trống: người được nhắc nhiều nhất / full name, or a person_id of mart.people; empty: who is named most
-- > happened_on: 2025-04-03 | what: office | told: Chủ tịch, UBND tỉnh Quảng Ninh (current) | person: Nguyễn Văn An | person_id: 77ab… | sentence: … | fact_id: 3f0c…
WITH asked AS (
    SELECT person_id, name FROM mart.people
    WHERE mart.is_named(name, $person) OR person_id = $person
    QUALIFY $person NOT IN ('', '%') OR row_number() OVER (ORDER BY articles DESC, person_id) = 1
), told AS (
    SELECT coalesce(starts_on, ends_on, published_on) AS happened_on, 'office' AS what, concat(concat_ws(', ', title, organization), ' (', coalesce(change, tenure), ')') AS told, person_id, sentence, fact_id
    FROM mart.position_observations WHERE NOT is_repeat
    UNION ALL
    SELECT published_on, 'statement', verb || ': ' || statement, speaker_id, sentence, fact_id FROM mart.statements WHERE NOT is_repeat
    UNION ALL
    SELECT coalesce(e.starts_on, e.published_on), 'event', e.name || ' (' || p.role || ')', p.participant_id, e.sentence, e.fact_id
    FROM mart.event_participants AS p JOIN mart.events AS e USING (fact_id) WHERE NOT e.is_repeat
)
SELECT t.happened_on, t.what, t.told, a.name AS person, a.person_id, t.sentence, t.fact_id
FROM told AS t JOIN asked AS a USING (person_id)
WHERE t.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY a.person_id, t.happened_on, t.what, t.fact_id, t.told;
