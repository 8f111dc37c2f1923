-- One row an event, however many articles tell of it; mart.events has a row a telling.
CREATE OR REPLACE VIEW mart.distinct_events AS
SELECT
    d.event_id, d.name, d.theme, d.event_kind, d.starts_on, d.ends_on, d.part_of_day, d.venue, p.name AS place,
    coalesce(t.hosts, []) AS hosts, coalesce(t.participants, []) AS participants, d.articles
FROM dim_event AS d
LEFT JOIN dim_entity AS p ON d.place_id = p.entity_id AND p.entity_kind <> 'unknown'
LEFT JOIN (
    SELECT event_id, list_sort(list_distinct(list(participant) FILTER (role = 'host'))) AS hosts, list_sort(list_distinct(list(participant) FILTER (role <> 'host'))) AS participants
    FROM mart.event_participants GROUP BY event_id
) AS t USING (event_id);
