-- Takes the people in `forgotten_name` (entity_id), and those in `forgotten_short` where they are named, out of the star: the facts that name them go, with what leans on these. The
-- texts of `blanked` (version_id, text, …) have their names blanked at equal length, so that every span holds.
UPDATE dim_article SET text = b.text, title = b.title, lead = b.lead, byline = b.byline FROM blanked AS b WHERE dim_article.version_id = b.version_id;

UPDATE dim_sentence SET sentence = b.text[dim_sentence.char_start + 1 : dim_sentence.char_end] FROM blanked AS b WHERE dim_sentence.version_id = b.version_id;

-- They are indexed anew, as they read now.
DELETE FROM search.term WHERE text_id IN (SELECT text_id FROM search.text SEMI JOIN blanked USING (version_id));
DELETE FROM search.text WHERE version_id IN (SELECT version_id FROM blanked);

-- Their words are sampled anew, and what shared the old ones is compared anew.
INSERT INTO touched
SELECT DISTINCT '', a.article_id FROM bridge_shingle AS p SEMI JOIN blanked USING (version_id) JOIN bridge_shingle AS s USING (shingle) JOIN dim_article AS a ON s.version_id = a.version_id;
DELETE FROM bridge_shingle WHERE version_id IN (SELECT version_id FROM blanked);

CREATE OR REPLACE TEMP TABLE forgotten_fact AS
WITH RECURSIVE leaning AS (
    SELECT fact_id, unnest([equivalent_of, part_of]) AS leans_on FROM fact_measurement
    UNION ALL SELECT fact_id, measurement_id FROM fact_target
), naming AS (
    SELECT fact_id FROM fact_mention WHERE entity_id IN (FROM forgotten_name)
    UNION SELECT fact_id FROM fact_measurement WHERE speaker_id IN (FROM forgotten_name) OR subject_id IN (FROM forgotten_name)
    UNION SELECT fact_id FROM fact_target WHERE speaker_id IN (FROM forgotten_name) OR subject_id IN (FROM forgotten_name)
    UNION SELECT fact_id FROM fact_statement WHERE speaker_id IN (FROM forgotten_name)
    UNION SELECT fact_id FROM fact_position WHERE person_id IN (FROM forgotten_name)
    UNION SELECT fact_id FROM bridge_event_participant WHERE entity_id IN (FROM forgotten_name)
    -- Where a text has the name, who is called for short so is that person.
    UNION SELECT fact_id FROM fact_mention SEMI JOIN blanked USING (version_id) WHERE entity_id IN (FROM forgotten_short)
    UNION SELECT fact_id FROM fact_measurement SEMI JOIN blanked USING (version_id) WHERE speaker_id IN (FROM forgotten_short) OR subject_id IN (FROM forgotten_short)
    UNION SELECT fact_id FROM fact_target SEMI JOIN blanked USING (version_id) WHERE speaker_id IN (FROM forgotten_short) OR subject_id IN (FROM forgotten_short)
    UNION SELECT fact_id FROM fact_statement SEMI JOIN blanked USING (version_id) WHERE speaker_id IN (FROM forgotten_short)
    UNION SELECT fact_id FROM fact_position SEMI JOIN blanked USING (version_id) WHERE person_id IN (FROM forgotten_short)
), gone AS (
    FROM naming
    UNION SELECT l.fact_id FROM gone AS g JOIN leaning AS l ON l.leans_on = g.fact_id
)
SELECT DISTINCT fact_id FROM gone;

DELETE FROM dim_entity WHERE entity_id IN (FROM forgotten_name);
DELETE FROM fact_judgement WHERE fact_id IN (FROM forgotten_fact);
DELETE FROM left_out WHERE thing_id IN (FROM forgotten_fact);
