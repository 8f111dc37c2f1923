-- Ai gặp ai, ở sự kiện nào? / Who met whom, at which event?
-- Hai người cùng được kể là dự một sự kiện; không nói rằng họ nói chuyện với nhau. / Two that are told to take part in one event; not that they spoke.
-- $person =  : họ tên một người; trống: bất kỳ / one person's full name; empty: anybody
-- $with_organizations = no (no, yes) : yes: cả tổ chức / yes: organisations too
-- > starts_on: 2024-10-04 | event: Hội nghị cấp cao Pháp ngữ | place: Paris | one: Nguyễn Văn An | one_role: participant | other: Trần Thị Bình | other_role: host | articles: 2 | event_id: aa01…
WITH part AS (
    SELECT DISTINCT event_id, participant_id, participant, participant_kind, role FROM mart.event_participants
    WHERE $with_organizations = 'yes' OR participant_kind = 'person'
    QUALIFY row_number() OVER (PARTITION BY event_id, participant_id ORDER BY role) = 1
)
SELECT e.starts_on, e.name AS event, e.place, l.participant AS one, l.role AS one_role, r.participant AS other, r.role AS other_role, e.articles, e.event_id
FROM part AS l
JOIN part AS r ON l.event_id = r.event_id AND l.participant_id <> r.participant_id AND ($person NOT IN ('', '%') OR l.participant_id < r.participant_id)
JOIN mart.distinct_events AS e ON l.event_id = e.event_id
WHERE mart.is_named(l.participant, $person)
ORDER BY e.starts_on DESC NULLS LAST, e.event_id, one, other, l.participant_id, r.participant_id;
