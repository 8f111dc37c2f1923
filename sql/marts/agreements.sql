-- Signed agreements with parties and fields.
CREATE OR REPLACE VIEW mart.agreements AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    f.kind, coalesce(p.parties, []) AS parties, coalesce(t.fields, []) AS fields, f.count
FROM fact_agreement AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN (
    SELECT b.fact_id, list(n.name ORDER BY b.position) AS parties FROM bridge_agreement_party AS b JOIN dim_entity AS n USING (entity_id) GROUP BY b.fact_id
) AS p ON f.fact_id = p.fact_id
LEFT JOIN (
    SELECT fact_id, list(topic ORDER BY position) AS fields FROM bridge_agreement_field GROUP BY fact_id
) AS t ON f.fact_id = t.fact_id;
