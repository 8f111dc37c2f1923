-- Each time an article names a person in an office.
CREATE OR REPLACE VIEW mart.position_observations AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    p.name AS person, f.title, o.name AS organization, f.tenure, f.change, f.starts_on, f.ends_on, i.identity_id AS person_id, b.identity_id AS organization_id, coalesce(t.office, f.title) AS office
FROM fact_position AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_title AS t ON f.title = t.title
LEFT JOIN dim_entity AS p ON f.person_id = p.entity_id AND p.entity_kind <> 'unknown'
LEFT JOIN dim_entity AS o ON f.organization_id = o.entity_id AND o.entity_kind <> 'unknown'
LEFT JOIN bridge_identity AS i ON f.person_id = i.name_id AND f.article_id = i.article_id
LEFT JOIN bridge_identity AS b ON f.organization_id = b.name_id AND b.article_id IS NULL;
