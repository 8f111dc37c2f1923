-- Every stated goal with its deadline.
CREATE OR REPLACE VIEW mart.targets AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    e.name AS subject, f.goal, f.deadline, f.metric, f.value, f.unit, f.comparator, sp.name AS speaker, f.measurement_id
FROM fact_target AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_entity AS e ON f.subject_id = e.entity_id AND e.entity_kind <> 'unknown'
LEFT JOIN dim_entity AS sp ON f.speaker_id = sp.entity_id AND sp.entity_kind <> 'unknown';
