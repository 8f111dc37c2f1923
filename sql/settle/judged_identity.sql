-- What people judged of who and what is meant: of each telling, or pair, the last word. One that stands apart is no part of what
-- its article's copies tell either. The tellings of one that is left out stand apart whatever was judged.
CREATE OR REPLACE TEMP TABLE kept_apart AS SELECT unnest(tellings) AS telling_id FROM left_out WHERE kind IN ('identity', 'event');

CREATE OR REPLACE TEMP TABLE judged_identity AS
SELECT telling_id, other_id, verdict, reason
FROM ops.identity
WHERE telling_id NOT IN (FROM kept_apart) AND coalesce(other_id, '') NOT IN (FROM kept_apart)
QUALIFY row_number() OVER (PARTITION BY telling_id, other_id ORDER BY "at" DESC, rowid DESC) = 1
UNION ALL
SELECT telling_id, NULL, 'apart', NULL FROM kept_apart;

CREATE OR REPLACE TEMP VIEW stands_apart AS SELECT DISTINCT telling_id FROM judged_identity WHERE verdict = 'apart';
