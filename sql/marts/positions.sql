-- Who held which office from when to when, as observed: one row a (person, title, organization). Only a successor
-- in a single-seat office closes it; nothing is guessed into gaps.
CREATE OR REPLACE VIEW mart.positions AS
WITH observed AS (
    SELECT
        f.person_id, f.title, f.organization_id, f.tenure,
        coalesce(a.published_on, e.starts_on) AS seen_on
    FROM fact_position AS f
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
    LEFT JOIN (SELECT version_id, min(starts_on) AS starts_on FROM fact_event GROUP BY version_id) AS e ON f.version_id = e.version_id
    WHERE f.organization_id <> 'unknown'
), held AS (
    SELECT
        person_id, title, organization_id, min_by(tenure, seen_on) AS tenure, min(seen_on) AS first_observed_on, max(seen_on) AS last_observed_on,
        count(*) AS observations
    FROM observed
    WHERE tenure <> 'former'
    GROUP BY ALL
), followed AS (
    SELECT
        held.*,
        CASE WHEN t.single_seat THEN (
            SELECT min(later.first_observed_on) FROM held AS later
            WHERE later.title = held.title AND later.organization_id = held.organization_id AND later.person_id <> held.person_id
                AND later.first_observed_on > held.last_observed_on
        ) END AS succeeded_on
    FROM held LEFT JOIN dim_title AS t ON held.title = t.title
)
SELECT
    p.name AS person, f.title, o.name AS organization, f.tenure, f.first_observed_on, f.last_observed_on,
    NULL::DATE AS valid_from, f.succeeded_on - 1 AS valid_to, f.succeeded_on IS NULL AS is_current, f.observations
FROM followed AS f
JOIN dim_entity AS p ON f.person_id = p.entity_id
JOIN dim_entity AS o ON f.organization_id = o.entity_id;
