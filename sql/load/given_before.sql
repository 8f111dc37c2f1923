-- What the star knew of a version that was read again and reading cannot tell: when it was first seen, and withdrawn.
UPDATE dim_article
SET first_seen_at = least(dim_article.first_seen_at, given_before.first_seen_at), withdrawn_at = given_before.withdrawn_at
FROM given_before
WHERE dim_article.version_id = given_before.version_id;

DELETE FROM dim_source WHERE source <> 'unknown' AND source NOT IN (SELECT source FROM dim_article);
