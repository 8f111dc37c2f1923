-- A document that is read again replaces what it gave before, whatever version of the article its text makes today.
CREATE OR REPLACE TEMP TABLE given_before AS
SELECT version_id, article_id, first_seen_at, withdrawn_at FROM dim_article SEMI JOIN again USING (origin, sha256);

INSERT INTO touched SELECT version_id, article_id FROM given_before WHERE version_id NOT IN (SELECT version_id FROM touched);

DELETE FROM dim_article WHERE version_id IN (SELECT version_id FROM given_before);

DELETE FROM ops.version_place WHERE version_id IN (SELECT version_id FROM given_before);
