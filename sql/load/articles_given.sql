-- Gives `known_text`, the texts of a key that may be used again, to articles. Of such a key a text is a version of
-- the article of the last text before it that agrees with it: in its title, or in more than half of its words, digits
-- masked; under a path also only where their days do not differ. Else it begins an article, whose id is made of it.
-- A template that is filled in for another subject agrees in its words and is no correction: under another title, with names
-- of its own; under no title, with mostly other names; under the same, with none of the names. Nor is what a standing title
-- ("Bản tin thời tiết") heads on another day, of which nearly nothing stayed.
-- A function of the set of texts: of a key with no new text before a known one, the known stays where it was given.

-- A Vietnamese word is mostly two syllables: the words of a text are its pairs of neighbours, those of a title, which is
-- short, its syllables. Names are runs of capitalised syllables, without abbreviations, the capital that begins a sentence, and
-- what bodies and offices are called everywhere ("Sở Tài chính …").
CREATE OR REPLACE TEMP MACRO syllables(text) AS
    list_filter(string_split_regex(regexp_replace(lower(text), '\d+', '0', 'g'), '[^\p{L}\p{M}\d]+'), s -> s <> '');
CREATE OR REPLACE TEMP MACRO names_in(text) AS list_filter(list_distinct(regexp_extract_all(
    regexp_replace(text, '(^|[.!?:…\n“"(–]\s*)\p{Lu}\p{L}*( [\p{Ll}\d]| *[^ \p{L}\d]|$)', '\1\2', 'g'),
    '\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*)*'
)), name -> NOT regexp_matches(name, '^(?:Sở|Bộ|Cục|Ủy|Uỷ|Tổng|Ngân|Nhà|Chủ|Phó|Giám|Bí|Việt Nam)(?: |$)'));
CREATE OR REPLACE TEMP MACRO shared(one, other) AS len(list_intersect(one, other));
CREATE OR REPLACE TEMP MACRO both_have_own(one, other) AS shared(one, other) < least(len(one), len(other));
CREATE OR REPLACE TEMP MACRO most_agree(one, other) AS 2 * shared(one, other) > greatest(len(one), len(other));

CREATE OR REPLACE TEMP TABLE known_words AS
WITH told AS (
    SELECT version_id, syllables(text) AS told, names_in(text) AS names, list_distinct(syllables(title)) AS title_words, names_in(title) AS title_names,
        list_distinct(regexp_extract_all(lower(title), '\d+\s?[/-]\s?\d+|(?:ngày|tuần|tháng|quý|kỳ|số|phiên) \d+')) AS title_days
    FROM dim_article SEMI JOIN known_text USING (version_id)
)
SELECT * EXCLUDE (told), list_distinct(list_transform(range(1, len(told)), i -> hash(told[i], told[i + 1]))) AS words FROM told;

CREATE OR REPLACE TEMP TABLE first_new AS
SELECT article_key, min(place) AS place FROM known_text WHERE is_new AND NOT is_given GROUP BY article_key;

-- A text that stays has no text before it to follow. Twenty texts back is far enough: keys that never stop being used
-- again would compare every text with every other. Titles that name other days are those of one bulletin after another,
-- unless both texts are of one day.
CREATE OR REPLACE TEMP TABLE followed AS
WITH text AS (
    SELECT t.*, t.is_given OR (NOT t.is_new AND ($again OR f.place IS NULL OR t.place < f.place)) AS stays, w.* EXCLUDE (version_id)
    FROM known_text AS t
    JOIN known_words AS w USING (version_id)
    LEFT JOIN first_new AS f USING (article_key)
), pairs AS (
    SELECT t.version_id, o.version_id AS other_id, o.place < t.place AS is_before, abs(o.place - t.place) AS distance
    FROM text AS t
    JOIN text AS o ON t.article_key = o.article_key AND o.place BETWEEN t.place - 20 AND t.place + 20 AND o.place <> t.place
    WHERE NOT t.stays
        AND (o.place < t.place OR o.stays)
        AND CASE
            WHEN NOT most_agree(t.words, o.words) THEN
                t.title = o.title
                AND (5 * shared(t.words, o.words) > least(len(t.words), len(o.words)) OR NOT coalesce(t.published_on <> o.published_on, false))
            WHEN t.title = o.title THEN shared(t.names, o.names) > 0 OR least(len(t.names), len(o.names)) = 0
            WHEN t.title IS NULL OR o.title IS NULL THEN least(len(t.names), len(o.names)) = 0 OR 2 * shared(t.names, o.names) > least(len(t.names), len(o.names))
            WHEN both_have_own(t.title_days, o.title_days) AND coalesce(t.published_on <> o.published_on, true) THEN false
            WHEN most_agree(t.title_words, o.title_words) AND NOT both_have_own(t.title_names, o.title_names)
                THEN shared(t.names, o.names) > 0 OR least(len(t.names), len(o.names)) = 0
            ELSE NOT both_have_own(t.names, o.names)
        END
        AND NOT (t.keyed_by = 'path' AND coalesce(t.published_on <> o.published_on, false))
)
SELECT t.version_id, t.stays, p.other_id AS follows
FROM text AS t
LEFT JOIN (FROM pairs QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY is_before DESC, distance) = 1) AS p USING (version_id);

CREATE OR REPLACE TEMP TABLE moved AS
WITH RECURSIVE begun AS (
    SELECT version_id, version_id AS first_id, stays FROM followed WHERE follows IS NULL
    UNION ALL
    SELECT f.version_id, b.first_id, b.stays FROM followed AS f JOIN begun AS b ON f.follows = b.version_id
)
SELECT t.version_id, t.article_id AS before_id, CASE WHEN b.stays THEN first.article_id ELSE key_of('article|' || b.first_id) END AS article_id
FROM begun AS b
JOIN known_text AS t USING (version_id)
JOIN known_text AS first ON b.first_id = first.version_id
WHERE t.article_id <> CASE WHEN b.stays THEN first.article_id ELSE key_of('article|' || b.first_id) END;

UPDATE dim_article SET article_id = moved.article_id FROM moved WHERE dim_article.version_id = moved.version_id;
