-- The promises of a place: its own and its bodies', and those that a holder of an office in one of these makes of a project or of nobody told. '' and '%': all.
CREATE OR REPLACE MACRO mart.promises_of(place) AS TABLE
WITH body AS MATERIALIZED (SELECT name FROM mart.bodies_of(place))
SELECT t.fact_id
FROM mart.targets AS t
WHERE mart.is_named(t.subject, place) OR t.subject IN (FROM body)
    OR (t.subject IS NULL OR t.subject IN (SELECT name FROM dim_entity WHERE entity_kind = 'project')) AND (t.article_id, t.speaker) IN (
        SELECT (article_id, person) FROM mart.position_observations WHERE tenure <> 'former' AND organization IN (FROM body)
    );
