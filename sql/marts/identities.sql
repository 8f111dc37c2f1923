-- Why each telling is taken for whom or what it is taken: every merge is a row, which `khotin identity` can undo.
CREATE OR REPLACE VIEW mart.identities AS
SELECT
    i.entity_kind, i.identity_id, coalesce(p.name, o.name, e.name, j.name) AS identity, i.telling_id, coalesce(n.name, f.name) AS told_as, i.reason, i.evidence,
    i.article_id, a.published_on, a.title
FROM bridge_identity AS i
LEFT JOIN dim_person AS p ON i.identity_id = p.person_id
LEFT JOIN dim_organization AS o ON i.identity_id = o.organization_id
LEFT JOIN dim_event AS e ON i.identity_id = e.event_id
LEFT JOIN dim_project AS j ON i.identity_id = j.project_id
LEFT JOIN dim_entity AS n ON i.name_id = n.entity_id
LEFT JOIN fact_event AS f ON i.telling_id = f.fact_id
LEFT JOIN dim_article AS a ON i.article_id = a.article_id AND a.is_current;
