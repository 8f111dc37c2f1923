-- Ties the tellings at hand by their evidence: tellings that share a key, or are joined by others that do, are one; the
-- least key is what they are called by. A telling with weak evidence joins where that leads to one only. A function of
-- the set of tellings, never of their order. People's judgements come first: joined is joined, apart is apart. The tellings
-- of one that is left out stand apart whatever was judged.
CREATE OR REPLACE TEMP TABLE strong AS
SELECT node, key, reason, said FROM evidence
WHERE NOT is_weak AND node NOT IN (SELECT t.node FROM telling AS t JOIN judged_identity AS j USING (telling_id) WHERE j.verdict = 'apart')
UNION ALL
SELECT t.node, concat_ws('|', 'judged', least(j.telling_id, j.other_id), greatest(j.telling_id, j.other_id)), 'judged', j.reason
FROM judged_identity AS j JOIN telling AS t ON t.telling_id IN (j.telling_id, j.other_id)
WHERE j.verdict = 'same';

CREATE OR REPLACE TEMP TABLE leader AS
WITH RECURSIVE least_key AS (
    SELECT node, min(key) AS least FROM strong GROUP BY node
), edge AS (
    SELECT DISTINCT least AS a, key AS b FROM strong JOIN least_key USING (node) WHERE key <> least
), both_ways AS (
    SELECT a, b FROM edge UNION SELECT b, a FROM edge
), reach (key, other) AS (
    SELECT a, b FROM both_ways
    UNION
    SELECT r.key, e.b FROM reach AS r JOIN both_ways AS e ON r.other = e.a
)
SELECT k.key, least(k.key, min(r.other)) AS leader
FROM (SELECT DISTINCT key FROM strong) AS k LEFT JOIN reach AS r USING (key)
GROUP BY k.key;

CREATE OR REPLACE TEMP TABLE tied AS
WITH strongly AS (
    SELECT s.node, min(l.leader) AS leader FROM strong AS s JOIN leader AS l USING (key) GROUP BY s.node
), weakly AS (
    SELECT e.node, min(l.leader) AS leader, min(e.reason) AS reason, min(e.said) AS said
    FROM evidence AS e JOIN leader AS l USING (key)
    WHERE e.is_weak AND e.node NOT IN (SELECT node FROM strongly)
        AND e.node NOT IN (SELECT t.node FROM telling AS t JOIN judged_identity AS j USING (telling_id) WHERE j.verdict = 'apart')
    GROUP BY e.node HAVING count(DISTINCT l.leader) = 1
), shared AS (
    -- Why a telling is where it is: the first by the alphabet of what it shares with another.
    SELECT s.node, min_by({reason: s.reason, said: s.said}, concat_ws('|', s.reason <> 'judged', s.key, s.reason, s.said)) AS why
    FROM strong AS s
    WHERE s.key IN (SELECT key FROM strong GROUP BY key HAVING count(DISTINCT node) > 1)
    GROUP BY s.node
)
SELECT
    t.node, key_of(concat_ws('|', min(t.entity_kind), coalesce(min(s.leader), min(w.leader), 'alone|' || t.node))) AS identity_id,
    coalesce(min(shared.why.reason), min(w.reason), 'alone') AS reason, coalesce(min(shared.why.said), min(w.said)) AS evidence
FROM telling AS t
LEFT JOIN strongly AS s ON t.node = s.node
LEFT JOIN weakly AS w ON t.node = w.node
LEFT JOIN shared ON t.node = shared.node
GROUP BY t.node;

CREATE OR REPLACE TEMP TABLE identified AS
SELECT t.*, tied.identity_id, tied.reason, tied.evidence FROM telling AS t JOIN tied USING (node);

CREATE OR REPLACE TEMP TABLE identity_before AS
SELECT * FROM bridge_identity
WHERE entity_kind = getvariable('entity_kind') AND (
    entity_kind = 'event' OR name_id IN (SELECT name_id FROM telling) OR name_id IN (FROM ops.untold) OR article_id IN (SELECT article_id FROM affected_article)
);
INSERT INTO settled
SELECT unnest([i.identity_id, b.identity_id]) FROM identified AS i FULL JOIN identity_before AS b USING (telling_id)
WHERE i.identity_id IS DISTINCT FROM b.identity_id;
DELETE FROM bridge_identity WHERE telling_id IN (SELECT telling_id FROM identity_before);
INSERT INTO bridge_identity
SELECT entity_kind, telling_id, article_id, name_id, identity_id, reason, evidence FROM identified;
