-- The promises of a place or a body: its own, a place's bodies', and what a holder of an office in one of these makes or demands by a day, of a project, of
-- those who are to do it or of nobody told; what he says of a country or another province is theirs. '' and '%': all.
CREATE OR REPLACE MACRO mart.promises_of(place) AS TABLE
WITH body AS MATERIALIZED (
    SELECT name FROM mart.bodies_of(place)
    UNION SELECT unnest(list_append(aliases, name)) FROM mart.organizations WHERE place NOT IN ('', '%') AND mart.is_named(name, place)
)
SELECT t.fact_id
FROM mart.targets AS t
WHERE mart.is_named(t.subject, place) OR t.subject IN (FROM body)
    OR (t.subject IS NULL OR t.subject NOT IN (SELECT name FROM dim_place WHERE level IN ('province', 'city', 'country'))) AND (t.speaker IN (FROM body) OR (t.article_id, t.speaker) IN (
        SELECT (article_id, person) FROM mart.position_observations WHERE tenure <> 'former' AND organization IN (FROM body)
    ));
