-- Staged files whose bytes another document gave already under another path, of the run or of the star, with that one's origin.
WITH ranked AS (
    SELECT origin, sha256, first_value(origin) OVER same AS first_origin, row_number() OVER same AS place
    FROM staged WHERE row_number IS NULL
    WINDOW same AS (PARTITION BY sha256 ORDER BY captured_at, origin)
)
SELECT origin, sha256, first_origin FROM ranked WHERE place > 1
UNION ALL
SELECT r.origin, r.sha256, min(s.origin)
FROM ranked AS r
JOIN star_article AS s USING (sha256)
WHERE r.place = 1 AND s.origin <> r.origin AND (s.origin, s.sha256) NOT IN (SELECT (origin, sha256) FROM documents)
GROUP BY r.origin, r.sha256
