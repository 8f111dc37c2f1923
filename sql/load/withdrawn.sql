-- Which articles are withdrawn, from the captures and people's judgements: a function of them, whatever came first. An
-- address that answers 404 or 410 in two runs, with no text of the article captured between, is withdrawn with the second; a
-- file that is gone, at once: who books that knows that its source withdraws so. So does a page that is taken down whatever its
-- status (reason gone). One that moved for good (reason moved) to where another article stands is withdrawn for that: at once
-- where both addresses end in one number, else as what is gone. The next text captured brings it back. A
-- person's word holds until it is taken back. `duplicate_now`: documents of this run that gave a text known already.
CREATE OR REPLACE TEMP TABLE fresh_withdrawn AS
WITH gone AS (
    SELECT origin, fetched_at AS happened_at, run_id, contains(origin, '://') AS is_address FROM ops.capture WHERE status IN (404, 410) OR reason = 'gone'
), address AS (
    -- Of an address the article is known by its key, or by where its texts were read from.
    SELECT g.origin, a.article_id FROM gone AS g JOIN dim_article AS a ON a.article_key = key_of('article|' || regexp_replace(g.origin, '^https?://(www[.])?', 'https://')) WHERE g.is_address
    UNION
    SELECT g.origin, a.article_id FROM gone AS g JOIN dim_article AS a ON a.origin = g.origin WHERE g.is_address
), led AS (
    SELECT requested, origin, fetched_at AS happened_at, run_id FROM ops.capture WHERE reason = 'moved' AND outcome = 'fetched'
), place AS (
    SELECT l.origin, a.article_id FROM (SELECT requested AS origin FROM led UNION SELECT origin FROM led) AS l JOIN dim_article AS a ON a.article_key = key_of('article|' || regexp_replace(l.origin, '^https?://(www[.])?', 'https://'))
    UNION
    SELECT l.origin, a.article_id FROM (SELECT requested AS origin FROM led UNION SELECT origin FROM led) AS l JOIN dim_article AS a ON a.origin = l.origin
), moved AS (
    SELECT before.article_id, l.happened_at, l.run_id, l.origin AS moved_to,
        bool_or(regexp_extract(l.requested, '([0-9]+)[^0-9/]*/?$', 1) = nullif(regexp_extract(l.origin, '([0-9]+)[^0-9/]*/?$', 1), '')) AS is_alike
    FROM led AS l JOIN place AS before ON before.origin = l.requested JOIN place AS now ON now.origin = l.origin
    WHERE before.article_id NOT IN (SELECT p.article_id FROM place AS p WHERE p.origin = l.origin)
    GROUP BY ALL
), absent AS (
    SELECT article_id, happened_at, run_id, true AS is_address, NULL AS moved_to FROM gone JOIN address USING (origin)
    UNION ALL
    SELECT article_id, happened_at, run_id, NOT coalesce(is_alike, false), moved_to FROM moved
    UNION ALL
    -- A path may be used again: what is gone is the article that stood there last.
    SELECT a.article_id, g.happened_at, g.run_id, false, NULL
    FROM (FROM gone WHERE NOT is_address) AS g ASOF JOIN dim_article AS a ON g.origin = a.origin AND g.happened_at >= a.captured_at
), known_text AS (
    SELECT origin, sha256 FROM dim_article
    UNION SELECT origin, sha256 FROM ops.document WHERE outcome IN ('loaded', 'duplicate')
    UNION SELECT origin, sha256 FROM duplicate_now
), present AS (
    SELECT article_id, captured_at AS happened_at FROM dim_article WHERE article_id IN (SELECT article_id FROM absent)
    UNION ALL
    SELECT address.article_id, c.fetched_at FROM ops.capture AS c JOIN address USING (origin)
    WHERE c.status = 304 OR coalesce(c.status BETWEEN 200 AND 299, true) AND (c.origin, c.sha256) IN (SELECT (origin, sha256) FROM known_text)
    UNION ALL
    SELECT a.article_id, c.fetched_at FROM ops.capture AS c JOIN dim_article AS a ON c.origin = a.origin AND c.sha256 = a.sha256
    WHERE coalesce(c.status BETWEEN 200 AND 299, true) AND a.article_id IN (SELECT article_id FROM absent)
), seen AS (
    SELECT article_id, happened_at, run_id, is_address, moved_to, false AS is_present FROM absent
    UNION ALL SELECT DISTINCT article_id, happened_at, NULL, NULL, NULL, true FROM present
), stretched AS (
    SELECT *, count(*) FILTER (is_present) OVER (PARTITION BY article_id ORDER BY happened_at, is_present DESC ROWS UNBOUNDED PRECEDING) AS stretch FROM seen
), told AS (
    SELECT *, first_value(run_id) OVER (PARTITION BY article_id, stretch ORDER BY happened_at) AS first_run FROM stretched WHERE NOT is_present AND stretch > 0
), went AS (
    SELECT article_id, stretch, min(happened_at) AS withdrawn_at, arg_min(moved_to, happened_at) AS moved_to FROM told WHERE NOT is_address OR run_id <> first_run GROUP BY ALL
)
SELECT w.article_id, w.withdrawn_at, min(s.happened_at) AS returned_at, 'source' AS cause,
    'chuyển sang / moved to ' || w.moved_to AS reason
FROM went AS w LEFT JOIN stretched AS s ON s.article_id = w.article_id AND s.is_present AND s.stretch > w.stretch
GROUP BY ALL
UNION ALL
SELECT article_id, "at", NULL, 'judged', reason
FROM (FROM ops.withdrawal WHERE article_id IN (SELECT article_id FROM dim_article) QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY "at" DESC, rowid DESC) = 1)
WHERE verdict = 'withdrawn';

DELETE FROM ops.withdrawn;
INSERT INTO ops.withdrawn FROM fresh_withdrawn;

CREATE OR REPLACE TEMP TABLE withdrawing AS
SELECT DISTINCT a.article_id, w.withdrawn_at
FROM dim_article AS a
LEFT JOIN (SELECT article_id, max(withdrawn_at) AS withdrawn_at FROM fresh_withdrawn WHERE returned_at IS NULL GROUP BY article_id) AS w USING (article_id)
WHERE a.withdrawn_at IS DISTINCT FROM w.withdrawn_at;

UPDATE dim_article SET withdrawn_at = w.withdrawn_at FROM withdrawing AS w WHERE dim_article.article_id = w.article_id;
INSERT INTO touched SELECT '', article_id FROM withdrawing;
