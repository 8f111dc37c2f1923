-- One row a person, namesakes apart, with the offices in which articles have the person.
CREATE OR REPLACE VIEW mart.people AS
SELECT
    p.person_id, p.name, p.aliases, p.is_public, coalesce(o.offices, []) AS offices, p.articles, p.first_seen_on, p.last_seen_on
FROM dim_person AS p
LEFT JOIN (
    SELECT person_id, list(DISTINCT concat_ws(', ', office, organization) ORDER BY concat_ws(', ', office, organization)) AS offices
    FROM mart.position_observations GROUP BY person_id
) AS o USING (person_id);
