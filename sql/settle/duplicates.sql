-- Ties reprints: articles whose current texts share most of their sentences, for those that a run touched. A reprint
-- is a duplicate of the article with the least id among all that are tied to it. A sentence that stands in more than
-- 50 articles is a boilerplate and ties nothing.
DELETE FROM bridge_reprint
WHERE article_id IN (SELECT article_id FROM touched) OR other_id IN (SELECT article_id FROM touched);

INSERT INTO bridge_reprint
WITH current AS (
    SELECT version_id, article_id, article_id IN (SELECT article_id FROM touched) AS is_touched FROM dim_article WHERE is_current AND withdrawn_at IS NULL
), mine AS (
    SELECT DISTINCT fingerprint FROM dim_sentence SEMI JOIN (FROM current WHERE is_touched) USING (version_id) WHERE fingerprint IS NOT NULL
), told AS (
    SELECT DISTINCT article_id, fingerprint, is_touched FROM dim_sentence SEMI JOIN mine USING (fingerprint) JOIN current USING (version_id)
), telling AS (
    SELECT fingerprint FROM told GROUP BY fingerprint HAVING count(*) BETWEEN 2 AND 50
), pairs AS (
    SELECT l.article_id, r.article_id AS other_id, count(*) AS shared
    FROM told AS l
    JOIN telling USING (fingerprint)
    JOIN told AS r ON l.fingerprint = r.fingerprint AND l.article_id <> r.article_id
    WHERE l.is_touched OR r.is_touched
    GROUP BY ALL
), sizes AS (
    SELECT article_id, count(DISTINCT fingerprint) AS sentences
    FROM dim_sentence JOIN current USING (version_id)
    WHERE fingerprint IS NOT NULL AND article_id IN (SELECT article_id FROM pairs)
    GROUP BY article_id
)
SELECT pairs.article_id, pairs.other_id, round(shared / least(l.sentences, r.sentences), 4)
FROM pairs
JOIN sizes AS l ON pairs.article_id = l.article_id
JOIN sizes AS r ON pairs.other_id = r.article_id
WHERE shared >= 3 AND shared >= 0.6 * least(l.sentences, r.sentences)
    AND concat_ws('|', least(pairs.article_id, pairs.other_id), greatest(pairs.article_id, pairs.other_id)) NOT IN (SELECT thing_id FROM left_out WHERE kind = 'reprint');

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
INSERT INTO settled_article FROM affected_article;
