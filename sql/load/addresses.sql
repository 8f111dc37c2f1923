-- Pages as their captures tell them, one row an address as it was asked for: those of $addresses (JSON), and those that
-- were fetched for $feed since $since. first: the first answer; kept: the last one with a text; last: the last of all;
-- put_off_at: when it was last put off, where it was not asked since; waits: it never was, and not for its host's wish.
WITH wanted AS (
    SELECT value AS requested FROM json_each($addresses)
    UNION SELECT requested FROM capture WHERE feed = $feed AND fetched_at >= $since AND role = 'page'
), every AS (
    SELECT c.* FROM capture AS c JOIN wanted USING (requested) WHERE c.role = 'page'
), page AS (
    SELECT * FROM every WHERE outcome <> 'put_off'
), kept AS (
    SELECT requested, origin, headers, max(fetched_at) AS kept_at FROM page WHERE outcome = 'fetched' GROUP BY requested
), last AS (
    SELECT requested, outcome, reason, headers, max(fetched_at) AS last_at FROM page GROUP BY requested
), good AS (
    SELECT requested, max(fetched_at) AS good_at FROM page WHERE outcome IN ('fetched', 'not_modified') GROUP BY requested
), first AS (
    SELECT requested, min(fetched_at) AS first_at FROM page GROUP BY requested
), off AS (
    SELECT requested, headers, reason, max(fetched_at) AS put_off_at FROM every WHERE outcome = 'put_off' GROUP BY requested
)
SELECT
    e.requested, k.origin, k.headers, k.kept_at, f.first_at, l.last_at, l.outcome, l.reason, coalesce(l.headers, o.headers) AS last_headers,
    (SELECT count(*) FROM page AS p WHERE p.requested = e.requested AND p.outcome = 'failed' AND p.fetched_at > coalesce(g.good_at, '')) AS failures,
    iif(o.put_off_at > coalesce(l.last_at, ''), o.put_off_at, NULL) AS put_off_at,
    l.last_at IS NULL AND o.reason IS 'waits' AS waits
FROM (SELECT DISTINCT requested FROM every) AS e
LEFT JOIN last AS l USING (requested) LEFT JOIN first AS f USING (requested) LEFT JOIN kept AS k USING (requested)
LEFT JOIN good AS g USING (requested) LEFT JOIN off AS o USING (requested)
