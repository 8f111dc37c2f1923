-- What people judged of who and what is meant: of each telling, or pair, the last word; one taken apart is joined to none of those
-- that it was joined to before. One that stands apart is no part of what its article's copies tell either. The tellings of one that is left out stand apart whatever was judged.
CREATE OR REPLACE TEMP TABLE kept_apart AS SELECT unnest(tellings) AS telling_id FROM left_out WHERE kind IN ('identity', 'event');

CREATE OR REPLACE TEMP TABLE judged_identity AS
WITH said AS (
    SELECT telling_id, other_id, verdict, reason, row_number() OVER (ORDER BY "at", rowid) AS turn FROM ops.identity
)
SELECT telling_id, other_id, verdict, reason
FROM said
WHERE telling_id NOT IN (FROM kept_apart) AND coalesce(other_id, '') NOT IN (FROM kept_apart)
    AND NOT EXISTS (
        FROM said AS later
        WHERE later.verdict = 'apart' AND later.telling_id IN (said.telling_id, said.other_id) AND later.turn > said.turn AND said.verdict = 'same'
    )
QUALIFY row_number() OVER (PARTITION BY telling_id, other_id ORDER BY turn DESC) = 1
UNION ALL
SELECT telling_id, NULL, 'apart', NULL FROM kept_apart;

CREATE OR REPLACE TEMP VIEW stands_apart AS SELECT DISTINCT telling_id FROM judged_identity WHERE verdict = 'apart';
