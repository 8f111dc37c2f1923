-- Every figure with what it measures, of whom, for when, and whether it is done or promised; `project_id` leads to the project
-- whose figure it is.
CREATE OR REPLACE VIEW mart.measurements AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    f.claim_id AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    f.metric, m.name_vi AS metric_name, e.name AS subject, f.subject_kind, f.scope, f.part_of, f.kind, f.value, f.value_high, f.unit, f.per,
    f.comparator, f.status, f.basis, f.period_start, f.period_end, f.period_is_fuzzy, f.value_vnd, f.value_usd, f.fx, f.equivalent_of, sp.name AS speaker, t.identity_id AS project_id
FROM fact_measurement AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_entity AS e ON f.subject_id = e.entity_id AND e.entity_kind <> 'unknown'
LEFT JOIN dim_entity AS sp ON f.speaker_id = sp.entity_id AND sp.entity_kind <> 'unknown'
-- The subject's kind is asked of the identity: a condition on the figure alone would have DuckDB compare each with every identity.
LEFT JOIN bridge_identity AS t ON f.subject_id = t.name_id AND f.article_id = t.article_id AND t.entity_kind = 'project'
LEFT JOIN dim_metric AS m ON f.metric = m.metric;
