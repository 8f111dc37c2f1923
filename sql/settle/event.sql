-- Events: two tellings are one event where they share a name of their own with day and place, or with its edition and
-- place; a theme and the day; or kind, day and venue. One that lacks day or place is that of the only event of its
-- name within a month. "hội nghị", "họp báo" are no names of their own.
CREATE OR REPLACE TEMP TABLE telling AS
WITH told AS (
    SELECT
        f.fact_id, f.article_id, f.name, folded(f.name) AS fold, f.theme, f.event_kind, f.starts_on, f.ends_on, f.part_of_day,
        nullif(f.place_id, 'unknown') AS place_id, f.venue, coalesce(a.duplicate_of, f.article_id) AS told_by, coalesce(f.starts_on, a.published_on) AS about
    FROM fact_event AS f JOIN dim_article AS a ON f.version_id = a.version_id AND a.withdrawn_at IS NULL
)
SELECT
    'event' AS entity_kind, fact_id AS telling_id, article_id, NULL::VARCHAR AS name_id,
    CASE WHEN count(DISTINCT starts_on) OVER one_article > 1 OR fact_id IN (FROM stands_apart) THEN fact_id ELSE concat_ws('|', told_by, fold) END AS node,
    * EXCLUDE (fact_id, article_id)
FROM told
WINDOW one_article AS (PARTITION BY told_by, fold);

CREATE OR REPLACE TEMP TABLE evidence AS
WITH told AS (
    SELECT
        node, any_value(fold) AS fold, max(starts_on) AS starts_on, CASE WHEN count(DISTINCT place_id) = 1 THEN max(place_id) END AS place_id,
        max(folded(theme)) AS theme, max(folded(venue)) AS venue, max(event_kind) AS event_kind, min(about) AS about,
        len(string_split(any_value(fold), ' ')) >= 5 AS has_name, regexp_matches(any_value(fold), ' (lần (thứ )?[\d\p{L}]+|(19|20)\d\d)( |$)') AS has_edition
    FROM telling GROUP BY node
), strong AS (
    SELECT node, concat_ws('|', 'day', fold, starts_on, place_id) AS key, 'same_day' AS reason, concat_ws(', ', fold, starts_on) AS said
    FROM told WHERE has_name AND starts_on IS NOT NULL AND place_id IS NOT NULL
    UNION ALL
    SELECT node, concat_ws('|', 'edition', fold, place_id), 'same_edition', fold FROM told WHERE has_name AND has_edition AND place_id IS NOT NULL
    UNION ALL
    SELECT node, concat_ws('|', 'theme', theme, starts_on), 'same_theme', concat_ws(', ', theme, starts_on)
    FROM told WHERE len(string_split(theme, ' ')) >= 4 AND starts_on IS NOT NULL
    UNION ALL
    SELECT node, concat_ws('|', 'venue', event_kind, starts_on, venue), 'same_venue', concat_ws(', ', venue, starts_on)
    FROM told WHERE event_kind <> 'event' AND starts_on IS NOT NULL AND len(string_split(venue, ' ')) >= 2
)
SELECT node, key, reason, said, false AS is_weak FROM strong
UNION ALL
SELECT lacking.node, strong.key, 'only_one', strong.said, true
FROM told AS lacking
JOIN told AS full_telling
    ON lacking.fold = full_telling.fold AND coalesce(abs(date_diff('day', lacking.about, full_telling.about)) <= 31, lacking.has_edition)
    AND coalesce(lacking.starts_on = full_telling.starts_on, true) AND coalesce(lacking.place_id = full_telling.place_id, true)
JOIN strong ON full_telling.node = strong.node AND strong.reason IN ('same_day', 'same_edition')
WHERE lacking.has_name AND lacking.node NOT IN (SELECT node FROM strong);
