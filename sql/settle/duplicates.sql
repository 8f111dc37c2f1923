-- Which article of a story is called the original: the one published on the earliest stated day; of one day, the one that
-- credits no other ("Theo TTXVN", "Nguồn: …" in its last line or its byline); then the earlier by the time of the day; then
-- the fullest; then the one with the least key. All others are its copies, each with the first of these that tells them apart.
CREATE OR REPLACE TEMP TABLE told_in AS
SELECT
    s.story_id, a.article_id, a.version_id, a.sha256, a.published_on, a.published_at, l.length,
    coalesce(regexp_matches(a.byline, '(?i)^\W*(theo|nguồn)\W+\p{L}'), false)
        OR regexp_matches(right(rtrim(a.text), 80), '(?:\n|[.!?”"]\s)[\s(\[]*(?:Theo|THEO|Nguồn|NGUỒN)\s*:?\s+[\p{Lu}][^\n.,;]{1,60}[\s)\].]*$') AS is_credited
FROM story AS s
JOIN dim_article AS a ON s.article_id = a.article_id AND a.is_current
JOIN shingled AS l ON s.article_id = l.article_id;

CREATE OR REPLACE TEMP TABLE ranked AS
SELECT
    *, row_number() OVER most_original AS place, first_value(article_id) OVER most_original AS original_id
FROM told_in
WINDOW most_original AS (
    PARTITION BY story_id ORDER BY published_on NULLS LAST, is_credited, published_at NULLS LAST, length DESC, article_id
);

-- What copies repeat is told anew by copied_facts.sql, which runs only where there are stories.
DELETE FROM bridge_copied_fact WHERE article_id IN (FROM settled_copy) OR article_id IN (SELECT article_id FROM touched);

DELETE FROM bridge_copy WHERE article_id IN (FROM settled_copy);
INSERT INTO bridge_copy
SELECT
    c.article_id, o.article_id, round(CASE WHEN l.whole = r.whole THEN 1 ELSE in_common(l.told, r.told) END, 4),
    CASE
        WHEN c.sha256 = o.sha256 THEN 'same_bytes'
        WHEN l.whole = r.whole THEN 'same_words'
        WHEN 10 * c.length <= 9 * o.length AND in_common(l.told, r.told) >= 0.9 THEN 'shortened'
        WHEN 10 * o.length <= 9 * c.length AND in_common(l.told, r.told) >= 0.9 THEN 'extended'
        ELSE 'reworked'
    END,
    CASE
        WHEN c.published_on IS DISTINCT FROM o.published_on THEN 'published_before'
        WHEN c.is_credited <> o.is_credited THEN 'credits_another'
        WHEN c.published_at IS DISTINCT FROM o.published_at THEN 'published_earlier'
        WHEN c.length <> o.length THEN 'fuller'
        ELSE 'least_key'
    END
FROM ranked AS c
JOIN ranked AS o ON c.original_id = o.article_id
JOIN shingled AS l ON c.article_id = l.article_id
JOIN shingled AS r ON o.article_id = r.article_id
WHERE c.place > 1;

CREATE OR REPLACE TEMP TABLE retied AS
SELECT DISTINCT a.article_id, c.original_id AS first_id
FROM dim_article AS a LEFT JOIN bridge_copy AS c USING (article_id)
WHERE (a.article_id IN (FROM settled_copy) OR a.duplicate_of IS NOT NULL) AND a.duplicate_of IS DISTINCT FROM c.original_id;

UPDATE dim_article SET duplicate_of = retied.first_id FROM retied WHERE dim_article.article_id = retied.article_id;

-- The articles whose names may mean someone else since.
CREATE OR REPLACE TEMP TABLE affected_article AS SELECT article_id FROM touched UNION SELECT article_id FROM retied;
INSERT INTO settled_article FROM affected_article;
