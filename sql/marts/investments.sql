-- Projects and totals of projects with their capital.
CREATE OR REPLACE VIEW mart.investments AS
SELECT
    f.fact_id, f.article_id, a.article_version, a.published_on, f.surface, f.char_start, f.char_end, s.sentence, f.is_repeat,
    NULL::VARCHAR AS claim_id, f.confidence, f.rule, f.rules_version, f.judgement,
    p.name AS project, f.is_total, f.project_count, e.name AS place, coalesce(l.places, []) AS places, i.name AS investor, f.amount_vnd, f.amount_usd, f.comparator, f.stage,
    t.identity_id AS project_id
FROM fact_investment AS f
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_entity AS p ON f.project_id = p.entity_id AND p.entity_kind <> 'unknown'
LEFT JOIN dim_entity AS e ON f.place_id = e.entity_id AND e.entity_kind <> 'unknown'
LEFT JOIN dim_entity AS i ON f.investor_id = i.entity_id AND i.entity_kind <> 'unknown'
LEFT JOIN bridge_identity AS t ON f.project_id = t.name_id AND f.article_id = t.article_id
LEFT JOIN (
    SELECT b.fact_id, list(n.name ORDER BY b.position) AS places FROM bridge_investment_place AS b JOIN dim_entity AS n USING (entity_id) GROUP BY b.fact_id
) AS l ON f.fact_id = l.fact_id;
