-- Every span that names an entity, a quantity or a date.
CREATE OR REPLACE VIEW mart.mentions AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    f.entity_kind, e.name AS entity, coalesce(i.identity_id, io.identity_id, nullif(f.entity_id, 'unknown')) AS entity_id, f.value, f.value_high, f.unit, f.comparator, f.starts_on, f.ends_on, f.calendar, f.place_code
FROM fact_mention AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_entity AS e ON f.entity_id = e.entity_id AND e.entity_kind <> 'unknown'
LEFT JOIN bridge_identity AS i ON f.entity_id = i.name_id AND f.article_id = i.article_id
LEFT JOIN bridge_identity AS io ON f.entity_id = io.name_id AND io.article_id IS NULL;
