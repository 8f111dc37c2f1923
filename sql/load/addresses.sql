-- Pages as their captures tell them, one row an address as it was asked for: those of $addresses (JSON), and those that
-- were fetched for $feed since $since. first: the first answer; kept: the last one with a text; last: the last of all.
WITH wanted AS (
    SELECT value AS requested FROM json_each($addresses)
    UNION SELECT requested FROM capture WHERE feed = $feed AND fetched_at >= $since AND role = 'page'
), page AS (
    SELECT c.* FROM capture AS c JOIN wanted USING (requested) WHERE c.role = 'page'
), kept AS (
    SELECT requested, origin, headers, max(fetched_at) AS kept_at FROM page WHERE outcome = 'fetched' GROUP BY requested
), last AS (
    SELECT requested, outcome, reason, headers, max(fetched_at) AS last_at FROM page GROUP BY requested
), good AS (
    SELECT requested, max(fetched_at) AS good_at FROM page WHERE outcome IN ('fetched', 'not_modified') GROUP BY requested
), first AS (
    SELECT requested, min(fetched_at) AS first_at FROM page GROUP BY requested
)
SELECT
    requested, k.origin, k.headers, k.kept_at, f.first_at, l.last_at, l.outcome, l.reason, l.headers AS last_headers,
    (SELECT count(*) FROM page AS p WHERE p.requested = l.requested AND p.outcome = 'failed' AND p.fetched_at > coalesce(g.good_at, '')) AS failures
FROM last AS l JOIN first AS f USING (requested) LEFT JOIN kept AS k USING (requested) LEFT JOIN good AS g USING (requested)
