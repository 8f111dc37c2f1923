-- The events, each with what most of its tellings say; every telling of one leads to it.
UPDATE fact_event SET event_id = i.identity_id FROM identified AS i WHERE fact_event.fact_id = i.telling_id AND fact_event.event_id <> i.identity_id;

-- What a withdrawn article tells is no telling of any event: each is called as when it was loaded.
UPDATE fact_event SET event_id = own.event_id
FROM (
    SELECT f.fact_id, key_of('event|' || lower(f.name) || '|' || coalesce(f.starts_on::VARCHAR, '')) AS event_id
    FROM fact_event AS f JOIN dim_article AS a ON f.version_id = a.version_id AND a.withdrawn_at IS NOT NULL
) AS own
WHERE fact_event.fact_id = own.fact_id AND fact_event.event_id <> own.event_id;

DELETE FROM dim_event;
INSERT INTO dim_event
WITH said AS (
    SELECT identity_id, name, count(DISTINCT told_by) AS times FROM identified GROUP BY ALL
)
SELECT
    i.identity_id, min(s.name), max_by(i.theme, (length(i.theme), i.theme)) FILTER (i.theme IS NOT NULL), min(i.event_kind), min(i.starts_on), max(i.ends_on), min(i.part_of_day),
    max(i.venue), coalesce(min(i.place_id), 'unknown'), count(DISTINCT i.told_by)
FROM identified AS i
JOIN (SELECT identity_id, max_by(name, (times, length(name), name)) AS name FROM said GROUP BY identity_id) AS s USING (identity_id)
GROUP BY i.identity_id;
