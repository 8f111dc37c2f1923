-- Who said what.
CREATE OR REPLACE VIEW mart.statements AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    sp.name AS speaker, f.speaker_kind, f.speaker_role, o.name AS organization, f.verb, f.directness, f.statement, f.event,
    coalesce(i.identity_id, io.identity_id) AS speaker_id
FROM fact_statement AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_entity AS sp ON f.speaker_id = sp.entity_id AND sp.entity_kind <> 'unknown'
LEFT JOIN dim_entity AS o ON f.organization_id = o.entity_id AND o.entity_kind <> 'unknown'
LEFT JOIN bridge_identity AS i ON f.speaker_id = i.name_id AND f.article_id = i.article_id
LEFT JOIN bridge_identity AS io ON f.speaker_id = io.name_id AND io.article_id IS NULL;
