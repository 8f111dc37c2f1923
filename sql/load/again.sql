-- A document that is read again replaces what it gave before, whatever version of the article its text makes today.
CREATE OR REPLACE TEMP TABLE given_before AS
SELECT version_id, article_id, first_seen_at, withdrawn_at FROM dim_article SEMI JOIN again USING (origin, sha256);

INSERT INTO touched SELECT version_id, article_id FROM given_before WHERE version_id NOT IN (SELECT version_id FROM touched);

DELETE FROM dim_article WHERE version_id IN (SELECT version_id FROM given_before);

CREATE OR REPLACE TEMP TABLE laid_down_before AS
SELECT version_id, captured_at, origin, sha256, run_id FROM ops.version_capture SEMI JOIN again USING (origin, sha256);

DELETE FROM ops.version_capture WHERE (origin, sha256) IN (SELECT (origin, sha256) FROM again);

-- It is read once, as it was fetched first: of one that does not tell when it was captured, its later fetches are captures too.
CREATE OR REPLACE TEMP TABLE captured_again AS
FROM staged_captures
UNION ALL
SELECT s.* REPLACE (c.fetched_at AS fetched_at, c.fetched_at AS captured_at)
FROM staged_captures AS s JOIN ops.capture AS c USING (origin, sha256)
WHERE s.captured_at = s.fetched_at AND c.fetched_at > s.fetched_at;

CREATE OR REPLACE TEMP VIEW staged_captures AS FROM captured_again;
