-- Numbered legal and policy documents.
CREATE OR REPLACE VIEW mart.citations AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    f.kind, f.number, f.symbol, f.issuer, f.year
FROM fact_citation AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number;
