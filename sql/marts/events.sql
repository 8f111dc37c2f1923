-- Events with theme, days, venue, hosts and participants.
CREATE OR REPLACE VIEW mart.events AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    f.event_id, f.name, f.theme, f.event_kind, f.starts_on, f.ends_on, f.part_of_day, f.venue, e.name AS place,
    coalesce(h.hosts, []) AS hosts, coalesce(p.participants, []) AS participants
FROM fact_event AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_entity AS e ON f.place_id = e.entity_id AND e.entity_kind <> 'unknown'
LEFT JOIN (
    SELECT b.fact_id, list(n.name ORDER BY b.position) AS hosts FROM bridge_event_host AS b JOIN dim_entity AS n USING (entity_id) GROUP BY b.fact_id
) AS h ON f.fact_id = h.fact_id
LEFT JOIN (
    SELECT b.fact_id, list(n.name ORDER BY b.position) AS participants FROM bridge_event_participant AS b JOIN dim_entity AS n USING (entity_id) GROUP BY b.fact_id
) AS p ON f.fact_id = p.fact_id;
