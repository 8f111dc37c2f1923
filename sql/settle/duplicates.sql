-- Ties reprints: articles whose current texts share most of their sentences, for those that a run touched. A reprint
-- is a duplicate of the article with the least id among all that are tied to it. A sentence that stands in more than
-- 50 articles is a boilerplate and ties nothing.
DELETE FROM bridge_reprint
WHERE article_id IN (SELECT article_id FROM touched) OR other_id IN (SELECT article_id FROM touched);

INSERT INTO bridge_reprint
WITH told AS (
    SELECT DISTINCT a.article_id, s.fingerprint
    FROM dim_sentence AS s JOIN dim_article AS a USING (version_id)
    WHERE a.is_current AND s.fingerprint IS NOT NULL
), telling AS (
    SELECT fingerprint FROM told WHERE fingerprint IN (FROM told SEMI JOIN touched USING (article_id) SELECT fingerprint)
    GROUP BY fingerprint HAVING count(*) BETWEEN 2 AND 50
), sizes AS (
    SELECT article_id, count(*) AS sentences FROM told GROUP BY article_id
), pairs AS (
    SELECT l.article_id, r.article_id AS other_id, count(*) AS shared
    FROM told AS l
    JOIN telling USING (fingerprint)
    JOIN told AS r ON l.fingerprint = r.fingerprint AND l.article_id <> r.article_id
    GROUP BY ALL
)
SELECT pairs.article_id, pairs.other_id, round(shared / least(l.sentences, r.sentences), 4)
FROM pairs
JOIN sizes AS l ON pairs.article_id = l.article_id
JOIN sizes AS r ON pairs.other_id = r.article_id
WHERE shared >= 3 AND shared >= 0.6 * least(l.sentences, r.sentences)
    AND (pairs.article_id IN (SELECT article_id FROM touched) OR pairs.other_id IN (SELECT article_id FROM touched));

CREATE OR REPLACE TEMP TABLE leader AS
WITH RECURSIVE reach AS (
    SELECT article_id, other_id FROM bridge_reprint
    UNION
    SELECT reach.article_id, next.other_id FROM reach JOIN bridge_reprint AS next ON reach.other_id = next.article_id
)
SELECT article_id, min(other_id) AS first_id FROM reach GROUP BY article_id;

CREATE OR REPLACE TEMP TABLE retied AS
SELECT DISTINCT a.article_id, CASE WHEN l.first_id < a.article_id THEN l.first_id END AS first_id
FROM dim_article AS a LEFT JOIN leader AS l USING (article_id)
WHERE a.duplicate_of IS DISTINCT FROM CASE WHEN l.first_id < a.article_id THEN l.first_id END;

UPDATE dim_article SET duplicate_of = retied.first_id FROM retied WHERE dim_article.article_id = retied.article_id;

-- The articles whose names may mean someone else since.
CREATE OR REPLACE TEMP TABLE affected_article AS SELECT article_id FROM touched UNION SELECT article_id FROM retied;
