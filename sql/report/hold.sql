-- Why scheduled runs hold, where they do.
SELECT reason FROM ops.hold WHERE released_at IS NULL ORDER BY "at" DESC LIMIT 1
