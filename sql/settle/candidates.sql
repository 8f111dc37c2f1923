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
WHERE a.article_id IN (FROM compared)
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

CREATE OR REPLACE TEMP TABLE pair AS
WITH looked_at AS (
    SELECT DISTINCT shingle FROM bridge_shingle SEMI JOIN (FROM current_article WHERE article_id IN (FROM compared)) USING (version_id)
), holder AS (
    SELECT shingle, article_id, code FROM bridge_shingle SEMI JOIN looked_at USING (shingle) JOIN current_article USING (version_id)
), centre AS (
    SELECT shingle, min_by(article_id, (centred(code, shingle), article_id)) AS centre_id FROM holder GROUP BY shingle HAVING count(*) > 1
)
SELECT DISTINCT least(article_id, centre_id) AS article_id, greatest(article_id, centre_id) AS other_id
FROM holder JOIN centre USING (shingle)
WHERE article_id <> centre_id AND (article_id IN (FROM compared) OR centre_id IN (FROM compared));

-- One in six of the sampled shingles of either text: more is sampled of a short text than of a long one, so that of a
-- copy cut short only a third of them may be found in the whole.
CREATE OR REPLACE TEMP TABLE likely AS
WITH held AS (
    SELECT article_id, shingle, count(*) OVER (PARTITION BY article_id) AS samples
    FROM bridge_shingle JOIN current_article USING (version_id)
    WHERE article_id IN (SELECT article_id FROM pair UNION SELECT other_id FROM pair)
)
SELECT p.article_id, p.other_id
FROM pair AS p
JOIN held AS l ON p.article_id = l.article_id
JOIN held AS r ON p.other_id = r.article_id AND l.shingle = r.shingle
GROUP BY ALL
HAVING 6 * count(*) >= min(least(l.samples, r.samples));

CREATE OR REPLACE TEMP TABLE shingled (
    article_id VARCHAR, length INTEGER, whole UBIGINT, told UBIGINT[], opening UBIGINT[], figures UBIGINT[], frames UBIGINT[]
);
