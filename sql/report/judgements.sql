-- What people judged, the newest first.
SELECT "at" AS judged_at, judged_by, action, fact_id, amendment, reason FROM ops.override ORDER BY "at" DESC LIMIT 40
