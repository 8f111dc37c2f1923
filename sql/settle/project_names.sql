-- What the new names of projects build, and what tells them from others.
-- Of projects: what opens a name by habit is left out, other spellings are written alike, and the word for what is built is
-- its plain one; what is done to something that stands ("mở rộng") tells another project, but of what is done to a body of water
-- ("nạo vét rạch A", "cải tạo môi trường rạch A", "rạch A") all is one. A line is known by its ends, an
-- airport and a plant with a long name by it wherever they are told of; others by two syllables with capitals or by a number,
-- behind the word for what they are, together with their place.
CREATE OR REPLACE TEMP TABLE work AS
SELECT folded(word) AS word, min(folded(coalesce(same_as, word))) AS same_as, min(kind) AS kind
FROM seed_project_kinds WHERE kind IS NOT NULL GROUP BY folded(word);

SET VARIABLE project_spellings = (
    SELECT list(concat_ws('|', ' ' || folded(word) || ' ', ' ' || folded(same_as) || ' ') ORDER BY length(word) DESC, word)
    FROM seed_project_words WHERE "role" = 'spelling'
);
SET VARIABLE project_habit = (SELECT '^((' || string_agg(folded(word), '|' ORDER BY word) || ') )+' FROM seed_project_words WHERE "role" = 'opening');
SET VARIABLE project_change = (SELECT '^((' || string_agg(folded(word), '|' ORDER BY word) || ') (và )?)+' FROM seed_project_words WHERE "role" = 'change');

SET VARIABLE project_changes = (SELECT '(' || string_agg(folded(word), '|' ORDER BY word) || ')' FROM seed_project_words WHERE "role" = 'change');
-- What may stand before a body of water, with what is done to it at least once unless nobody builds such a one.
SET VARIABLE water_lead = (SELECT '((' || string_agg(DISTINCT folded(word), '|' ORDER BY folded(word)) || ') )' FROM seed_project_words WHERE "role" IN ('change', 'opening', 'beside'));
SET VARIABLE water_done = (SELECT '(' || string_agg(folded(word), '|' ORDER BY word) || ') ' FROM seed_project_words WHERE "role" = 'change');
SET VARIABLE water_body = (SELECT '(' || string_agg(folded(word), '|' ORDER BY word) || ') ' FROM seed_project_kinds WHERE kind = 'water' AND alone = 'no');
SET VARIABLE water_standing = (SELECT '(' || string_agg(folded(word), '|' ORDER BY word) || ') ' FROM seed_project_words WHERE "role" = 'standing');

INSERT INTO named_project
WITH spelt AS (
    SELECT
        entity_id, name,
        regexp_replace(trim(list_reduce(getvariable('project_spellings'), lambda said, s: replace(said, split_part(s, '|', 1), split_part(s, '|', 2)), ' ' || plain || ' ')), getvariable('project_habit'), '') AS told
    FROM new_name WHERE entity_kind = 'project'
), watered AS (
    SELECT
        entity_id, name,
        CASE
            WHEN regexp_matches(told, '^' || getvariable('water_lead') || '*' || getvariable('water_done') || getvariable('water_lead') || '*' || getvariable('water_body'))
                OR regexp_matches(told, '^' || getvariable('water_lead') || '*' || getvariable('water_standing'))
                THEN (SELECT min(folded(word)) FROM seed_project_words WHERE "role" = 'change') || ' ' || regexp_replace(told, '^' || getvariable('water_lead') || '*', '')
            ELSE told
        END AS told
    FROM spelt
), parted AS (
    SELECT entity_id, name, regexp_extract(told, getvariable('project_change')) AS change, told[length(change) + 1 :] AS own FROM watered
), headed AS (
    SELECT p.*, arg_max(w, length(w.word)) AS w
    FROM parted AS p LEFT JOIN work AS w ON split_part(p.own, ' ', 1) = split_part(w.word, ' ', 1) AND starts_with(p.own || ' ', w.word || ' ')
    GROUP BY ALL
), behind AS (
    -- As many of the name's words as are left behind the word for what it is, with their capitals.
    SELECT
        *, trim(coalesce(own[length(w.word) + 1 :], own)) AS rest,
        string_split(trim(regexp_replace(name, '[^\p{L}\p{N}]+', ' ', 'g')), ' ') AS words
    FROM headed
), shown AS (
    SELECT *, CASE WHEN rest <> '' THEN array_to_string(words[greatest(len(words) - len(string_split(rest, ' ')) + 1, 1) :], ' ') END AS cased FROM behind
)
SELECT
    entity_id, w.kind AS kind, concat_ws(' ', nullif(array_to_string(list_sort(list_distinct(regexp_extract_all(change, getvariable('project_changes')))), ' '), ''), w.same_as, nullif(rest, '')) AS core,
    CASE
        WHEN w.kind IN ('expressway', 'road', 'railway', 'bridge', 'tunnel', 'pipeline', 'power') AND regexp_matches(name, '\p{Lu}\p{L}*\s?[–-]\s?(\p{Ll}+ ){0,2}\p{Lu}')
            OR w.kind = 'airport' AND regexp_matches(cased, '(^| )\p{Lu}\p{L}* \p{Lu}')
            OR w.kind IN ('factory', 'power', 'complex', 'industrial_zone') AND len(regexp_extract_all(cased, '\p{Lu}\p{Ll}+')) >= 4
            THEN 'whole'
        WHEN regexp_matches(cased, '(^| )\p{Lu}\p{L}* \p{Lu}') THEN 'name'
        WHEN regexp_matches(cased, '(^| )(\p{Lu}|[0-9])') THEN 'mark'
    END AS known_by
FROM shown;
