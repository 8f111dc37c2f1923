-- Which texts are compared: those of the articles that a run touched, those sampled now (`compared` has them), and what
-- shares a shingle with either or with a text that is gone.
INSERT INTO compared SELECT DISTINCT article_id FROM touched WHERE article_id NOT IN (FROM compared);

CREATE OR REPLACE TEMP TABLE current_article AS
SELECT version_id, article_id, (md5_number_lower(article_id) >> 33)::UBIGINT AS code FROM dim_article WHERE is_current AND withdrawn_at IS NULL;

-- Texts that share a shingle are compared with one of them, the shingle's centre: the least by a number that each shingle
-- makes of the article's, so that of many that share many shingles any two are tied by way of some. So the pairs are no
-- more than the shingles, whatever the size of a group, and a function of the set. Who gains or loses the place of the
-- centre has the others of the shingle compared anew.
CREATE OR REPLACE MACRO centred(code, shingle) AS (xor(code, shingle & 2147483647::UBIGINT) * 2654435761::UBIGINT) % 4294967291::UBIGINT;

CREATE OR REPLACE TEMP TABLE moving AS
SELECT p.shingle, coalesce(min(centred((md5_number_lower(a.article_id) >> 33)::UBIGINT, p.shingle)), 0) AS nearest
FROM bridge_shingle AS p
LEFT JOIN dim_article AS a USING (version_id)
WHERE a.article_id IN (FROM compared) AND EXISTS (FROM current_article WHERE article_id NOT IN (FROM compared))
GROUP BY p.shingle
UNION ALL
SELECT DISTINCT shingle, 0 FROM bridge_shingle ANTI JOIN dim_article USING (version_id);

DELETE FROM bridge_shingle WHERE version_id NOT IN (SELECT version_id FROM dim_article);

INSERT INTO compared
SELECT DISTINCT a.article_id
FROM (
    SELECT m.shingle, m.nearest, min(centred(a.code, m.shingle)) AS held
    FROM moving AS m
    JOIN bridge_shingle AS p USING (shingle)
    JOIN (FROM current_article WHERE article_id NOT IN (FROM compared)) AS a USING (version_id)
    GROUP BY ALL
    HAVING m.nearest <= held
) AS lost
JOIN bridge_shingle AS p USING (shingle)
JOIN current_article AS a USING (version_id)
WHERE a.article_id NOT IN (FROM compared);

-- The articles by their place in the order of their ids: numbers, and two of them in one, are compared faster.
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT version_id, article_id, code, row_number() OVER (ORDER BY article_id)::UBIGINT AS place, article_id IN (FROM compared) AS is_compared FROM current_article;

-- Who holds a shingle of those compared that another holds too.
CREATE OR REPLACE TEMP TABLE holder AS
WITH looked_at AS (
    SELECT DISTINCT shingle FROM bridge_shingle SEMI JOIN (FROM numbered WHERE is_compared) USING (version_id)
), each AS (
    SELECT shingle, place, code, is_compared FROM bridge_shingle SEMI JOIN looked_at USING (shingle) JOIN numbered USING (version_id)
)
FROM each SEMI JOIN (SELECT shingle FROM each GROUP BY shingle HAVING count(*) > 1) USING (shingle);

CREATE OR REPLACE TEMP TABLE pair AS
WITH centre AS (
    SELECT shingle, min(centred(code, shingle) << 32 | place) & 4294967295::UBIGINT AS place FROM holder GROUP BY shingle
)
SELECT DISTINCT least(h.place, c.place) AS place, greatest(h.place, c.place) AS other_place
FROM holder AS h
JOIN centre AS c USING (shingle)
JOIN numbered AS a ON c.place = a.place
WHERE h.place <> c.place AND (h.is_compared OR a.is_compared);

-- One in six of the sampled shingles of either text: more is sampled of a short text than of a long one, so that of a
-- copy cut short only a third of them may be found in the whole. One of the two is compared, so that what they share has holders.
CREATE OR REPLACE TEMP TABLE likely AS
WITH sampled_of AS (
    SELECT place, count(*) AS samples
    FROM bridge_shingle JOIN numbered USING (version_id)
    WHERE place IN (SELECT place FROM pair UNION SELECT other_place FROM pair)
    GROUP BY place
), shared AS (
    SELECT p.place, p.other_place, count(*) AS shingles
    FROM pair AS p
    JOIN holder AS l ON p.place = l.place
    JOIN holder AS r ON p.other_place = r.place AND l.shingle = r.shingle
    GROUP BY ALL
)
SELECT a.article_id, o.article_id AS other_id
FROM shared AS s
JOIN sampled_of AS l ON s.place = l.place
JOIN sampled_of AS r ON s.other_place = r.place
JOIN numbered AS a ON s.place = a.place
JOIN numbered AS o ON s.other_place = o.place
WHERE 6 * s.shingles >= least(l.samples, r.samples);

CREATE OR REPLACE TEMP TABLE shingled (
    article_id VARCHAR, length INTEGER, whole UBIGINT, told UBIGINT[], in_order UBIGINT[], masked UBIGINT[]
);

-- Of the few texts in `looked_into` with those of the first third, those that hold a figure, and the frames of these.
CREATE OR REPLACE TEMP TABLE looked_into (article_id VARCHAR);
CREATE OR REPLACE TEMP VIEW in_parts AS
WITH few AS MATERIALIZED (
    FROM shingled SEMI JOIN looked_into USING (article_id)
)
SELECT
    article_id, whole, told, list_distinct(in_order[:len(in_order) // 3]) AS opening,
    list_distinct(list_filter(in_order, (s, i) -> s <> masked[i])) AS figures, list_distinct(list_filter(masked, (s, i) -> s <> in_order[i])) AS frames
FROM few;
CREATE OR REPLACE TEMP TABLE parted AS FROM in_parts;
