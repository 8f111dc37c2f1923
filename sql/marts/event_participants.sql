-- Who took part in which event, and how.
CREATE OR REPLACE VIEW mart.event_participants AS
SELECT f.event_id, f.fact_id, f.article_id, f.name AS event, n.name AS participant, n.entity_kind AS participant_kind, b.role, coalesce(i.identity_id, io.identity_id, n.entity_id) AS participant_id
FROM fact_event AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
JOIN (
    SELECT fact_id, entity_id, 'host' AS role FROM bridge_event_host
    UNION ALL SELECT fact_id, entity_id, role FROM bridge_event_participant
) AS b ON f.fact_id = b.fact_id
JOIN dim_entity AS n ON b.entity_id = n.entity_id
LEFT JOIN bridge_identity AS i ON b.entity_id = i.name_id AND f.article_id = i.article_id
LEFT JOIN bridge_identity AS io ON b.entity_id = io.name_id AND io.article_id IS NULL;
