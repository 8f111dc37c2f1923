-- The organisations settled anew, each by its fullest name told.
DELETE FROM dim_organization WHERE organization_id IN (SELECT identity_id FROM identity_before UNION SELECT identity_id FROM identified);
INSERT INTO dim_organization
SELECT
    i.identity_id, list(i.name ORDER BY length(i.name) DESC, i.name)[1] AS name, list_sort(list_distinct(list(i.name))) AS aliases,
    min(e.organization_kind), min(e.seat), min(b.valid_from::DATE), max(b.valid_to::DATE)
FROM identified AS i
JOIN dim_entity AS e ON i.name_id = e.entity_id
LEFT JOIN seed_central_bodies AS b ON i.name = b.name
GROUP BY i.identity_id;
UPDATE dim_organization SET aliases = list_filter(aliases, lambda a: a <> name) WHERE organization_id IN (SELECT identity_id FROM identified);

DELETE FROM bridge_organization_successor;
INSERT INTO bridge_organization_successor SELECT name, successor, changed_on::DATE, field FROM seed_central_successors;
