-- What the star knew of a version that was read again and reading cannot tell: when it was first seen, and withdrawn.
UPDATE dim_article
SET first_seen_at = least(dim_article.first_seen_at, given_before.first_seen_at), withdrawn_at = given_before.withdrawn_at
FROM given_before
WHERE dim_article.version_id = given_before.version_id;

DELETE FROM dim_source WHERE source <> 'unknown' AND source NOT IN (SELECT source FROM dim_article);

-- A version that reading again gave as before was laid down by the run that laid it down then.
UPDATE ops.version_capture SET run_id = b.run_id
FROM laid_down_before AS b
WHERE version_capture.version_id = b.version_id AND version_capture.origin = b.origin AND version_capture.sha256 = b.sha256
    AND version_capture.captured_at IS NOT DISTINCT FROM b.captured_at;
