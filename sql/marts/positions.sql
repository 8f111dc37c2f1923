-- Who held which office from when to when, as observed. A day is the article's, else its first event's. In an office of
-- one seat another holder seen in between splits an interval, and the first day of the next holder ends it, the told one
-- if it is told; in other offices nothing does. Of two who are told of on one day, whoever takes the office comes second.
-- An office has its title written out: who is told to be TGĐ, then Tổng Giám đốc, holds one. Nothing is guessed into gaps:
-- an article without any day gives a row without days, and so does one that tells of a former holder only. An appointment
-- begins an interval, and a dismissal, retirement, transfer or death closes it on the day before, by the day that is told,
-- else by the article's, though a successor is seen only later. A body of a province that was merged into another ended with it, and those of
-- districts ended with that level; whoever rose from deputy to the head of a body is its deputy no longer. Whoever is appointed from a day to come follows whoever
-- holds the office until then.
CREATE OR REPLACE VIEW mart.positions AS
WITH observed AS (
    SELECT
        o.person_id, o.office AS title, o.organization_id, o.tenure, coalesce(o.published_on, e.starts_on) AS seen_on,
        min(CASE WHEN o.change = 'begins' THEN coalesce(o.starts_on, o.published_on) WHEN o.change IS NULL THEN o.starts_on END) AS starts_on,
        min(CASE WHEN o.change = 'ends' THEN coalesce(o.ends_on, o.published_on) WHEN o.change IS NULL THEN o.ends_on END) AS ends_on,
        max(CASE o.change WHEN 'begins' THEN 1 WHEN 'ends' THEN -1 ELSE 0 END) AS takes, any_value(coalesce(t.single_seat, false)) AS single_seat, count(*) AS observations
    FROM mart.position_observations AS o
    LEFT JOIN dim_title AS t ON o.office = t.title
    LEFT JOIN (SELECT article_id, min(starts_on) AS starts_on FROM mart.events GROUP BY article_id) AS e USING (article_id)
    WHERE o.organization_id IS NOT NULL AND o.person_id IS NOT NULL
    GROUP BY ALL
), told AS (
    SELECT person_id, title, organization_id, min(starts_on) AS starts_on FROM observed GROUP BY person_id, title, organization_id
), ended AS (
    -- Who acted for an office until he got it has not left it.
    SELECT DISTINCT person_id, title, organization_id, ends_on AS told_end FROM observed AS e
    ANTI JOIN observed AS b ON (e.person_id, e.title, e.organization_id, e.ends_on) = (b.person_id, b.title, b.organization_id, b.starts_on)
    WHERE ends_on IS NOT NULL
), dated AS (
    -- On one day a holder is current rather than acting.
    SELECT
        person_id, title, organization_id, max(tenure) AS tenure, seen_on, any_value(single_seat) AS single_seat, sum(observations) AS observations,
        max(takes) AS takes, max(CASE WHEN starts_on > seen_on THEN starts_on END) AS to_begin_on, min(seen_on) OVER (PARTITION BY person_id, title, organization_id) AS began_on
    FROM observed WHERE tenure <> 'former' AND seen_on IS NOT NULL
    GROUP BY person_id, title, organization_id, seen_on
), numbered AS (
    SELECT
        *, single_seat AND person_id <> lag(person_id, 1, person_id) OVER seat OR tenure <> lag(tenure, 1, tenure) OVER own AS begins_a_term
    FROM dated
    WINDOW
        seat AS (PARTITION BY title, organization_id ORDER BY coalesce(to_begin_on, seen_on), takes, began_on, person_id),
        own AS (PARTITION BY person_id, title, organization_id ORDER BY seen_on)
), in_term AS (
    SELECT *, sum(begins_a_term::INTEGER) OVER (PARTITION BY person_id, title, organization_id ORDER BY seen_on) AS term FROM numbered
), term AS (
    SELECT
        person_id, title, organization_id, term, any_value(tenure) AS tenure, any_value(single_seat) AS single_seat, any_value(began_on) AS began_on,
        min(seen_on) AS first_observed_on, max(seen_on) AS last_observed_on, max(to_begin_on) AS to_begin_on, arg_min(takes, seen_on) AS takes, sum(observations)::INTEGER AS observations
    FROM in_term GROUP BY person_id, title, organization_id, term
), begun AS (
    SELECT
        t.*, coalesce(to_begin_on, first_observed_on) AS from_on,
        CASE WHEN row_number() OVER (
            PARTITION BY person_id, title, organization_id ORDER BY last_observed_on < starts_on, CASE WHEN last_observed_on < starts_on THEN -term ELSE term END
        ) = 1 THEN starts_on END AS valid_from
    FROM term AS t LEFT JOIN told AS d USING (person_id, title, organization_id)
), followed AS (
    -- A told first day ends the term before, yet moves nobody ahead of whoever is seen in between.
    SELECT
        *, CASE WHEN single_seat THEN lead(least(from_on, coalesce(to_begin_on, valid_from))) OVER seat ELSE lead(first_observed_on) OVER own END AS next_on,
        lead(term) OVER own IS NOT NULL AS is_resumed
    FROM begun
    WINDOW
        seat AS (PARTITION BY title, organization_id ORDER BY from_on, takes, began_on, person_id, term),
        own AS (PARTITION BY person_id, title, organization_id ORDER BY term)
), left_on AS (
    SELECT
        f.person_id, f.title, f.organization_id, f.term,
        coalesce(min(told_end) FILTER (told_end > greatest(last_observed_on, valid_from)), max(told_end) FILTER (told_end >= first_observed_on AND told_end > coalesce(valid_from, told_end - 1))) AS end_on
    FROM followed AS f JOIN ended USING (person_id, title, organization_id)
    GROUP BY f.person_id, f.title, f.organization_id, f.term
), former AS (
    SELECT person_id, title, organization_id, max(seen_on) AS seen_on, sum(observations)::INTEGER AS observations
    FROM observed WHERE tenure = 'former' GROUP BY ALL
), undated AS (
    SELECT person_id, title, organization_id, min(tenure) AS tenure, sum(observations)::INTEGER AS observations
    FROM observed WHERE tenure <> 'former' AND seen_on IS NULL GROUP BY ALL
), body_ended AS (
    SELECT o.organization_id, max(p.valid_to) AS ended_on
    FROM dim_organization AS o JOIN dim_place AS p
        ON p.level IN ('province', 'city') AND o.seat = p.name AND o.kind IN ('state', 'party', 'mass')
        OR p.level = 'district' AND regexp_matches(o.name, '^(?:(?:Ủy ban nhân dân|Hội đồng nhân dân) (?:huyện|quận|thị xã)|(?:Huyện|Quận|Thị) ủy) ')
    GROUP BY o.organization_id HAVING bool_and(p.valid_to IS NOT NULL)
), every AS (
    SELECT
        t.person_id, t.title, t.organization_id, t.tenure, t.first_observed_on, t.last_observed_on, t.valid_from,
        CASE WHEN t.next_on IS NOT NULL OR l.end_on IS NOT NULL THEN greatest(t.last_observed_on, t.valid_from, least(t.next_on, l.end_on) - 1) END AS valid_to,
        t.next_on IS NULL AND NOT t.is_resumed AND NOT coalesce(f.seen_on > t.last_observed_on, false) AND l.end_on IS NULL AS is_current,
        t.observations + CASE WHEN t.is_resumed THEN 0 ELSE coalesce(u.observations, 0) END AS observations
    FROM followed AS t LEFT JOIN left_on AS l USING (person_id, title, organization_id, term)
    LEFT JOIN former AS f USING (person_id, title, organization_id) LEFT JOIN undated AS u USING (person_id, title, organization_id)
    UNION ALL
    SELECT person_id, title, organization_id, tenure, NULL, NULL, NULL, NULL, NULL, observations
    FROM undated ANTI JOIN dated USING (person_id, title, organization_id)
    UNION ALL
    SELECT person_id, title, organization_id, 'former', NULL, NULL, NULL, d.told_end - 1, false, observations
    FROM former LEFT JOIN (SELECT person_id, title, organization_id, min(told_end) AS told_end FROM ended GROUP BY ALL) AS d USING (person_id, title, organization_id) ANTI JOIN dated USING (person_id, title, organization_id) ANTI JOIN undated USING (person_id, title, organization_id)
), risen AS (
    SELECT l.person_id, l.title, l.organization_id, l.first_observed_on, min(coalesce(h.valid_from, h.first_observed_on)) AS risen_on
    FROM every AS l JOIN every AS h ON (l.person_id, l.organization_id) = (h.person_id, h.organization_id) AND starts_with(l.title, 'Phó ' || h.title) AND h.tenure = 'current'
    WHERE coalesce(h.valid_from, h.first_observed_on) > l.last_observed_on
    GROUP BY ALL
)
SELECT
    p.name AS person, e.title, o.name AS organization, e.tenure, e.first_observed_on, e.last_observed_on,
    e.valid_from, least(e.valid_to, CASE WHEN b.ended_on >= e.first_observed_on THEN b.ended_on END, r.risen_on - 1) AS valid_to,
    e.is_current AND r.risen_on IS NULL AND NOT coalesce(b.ended_on < (SELECT max(published_on) FROM dim_article), false) AS is_current,
    e.observations, e.person_id, e.organization_id
FROM every AS e
LEFT JOIN body_ended AS b USING (organization_id)
LEFT JOIN risen AS r USING (person_id, title, organization_id, first_observed_on)
JOIN dim_person AS p USING (person_id)
JOIN dim_organization AS o USING (organization_id)
WHERE concat_ws('|', e.person_id, e.title, e.organization_id) NOT IN (SELECT thing_id FROM left_out WHERE kind = 'position');
