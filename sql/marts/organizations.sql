-- One row an organisation, with its other names and, of a central body, what became of it.
CREATE OR REPLACE VIEW mart.organizations AS
SELECT
    o.organization_id, o.name, o.aliases, o.kind, o.seat, o.valid_from, o.valid_to, coalesce(s.successors, []) AS successors
FROM dim_organization AS o
LEFT JOIN (
    SELECT name, list(concat_ws(': ', successor, field) ORDER BY field NULLS FIRST, successor) AS successors FROM bridge_organization_successor GROUP BY name
) AS s USING (name);

-- The names of the bodies that have their seat in a place: what they promise is the place's too.
CREATE OR REPLACE MACRO mart.bodies_of(place) AS TABLE
SELECT unnest(list_append(aliases, name)) AS name FROM mart.organizations WHERE place <> '' AND mart.is_named(seat, place);
