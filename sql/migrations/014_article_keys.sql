-- What names an article across its texts, and when each text was captured: by these a text is given to its article.
ALTER TABLE dim_article ADD COLUMN article_key VARCHAR;
ALTER TABLE dim_article ADD COLUMN keyed_by VARCHAR;
ALTER TABLE dim_article ADD COLUMN captured_at TIMESTAMPTZ;
UPDATE dim_article SET article_key = article_id, captured_at = first_seen_at;
COMMENT ON COLUMN dim_article.article_key IS 'Key of the canonical URL, else of id or path within their scope. An id or path may be used again: then several articles share it.';
COMMENT ON COLUMN dim_article.keyed_by IS 'What article_key was made of: url, stable_id, id, path or text; null for rows older than this column.';
COMMENT ON COLUMN dim_article.captured_at IS 'When the capture was made that the text was read from; versions are ordered by it.';
COMMENT ON COLUMN dim_article.version_id IS 'This text of the article: key of article_key and the text''s SHA-256.';
COMMENT ON COLUMN dim_article.article_id IS 'The article: its key; of a key that may be used again, the key of its first version.';
COMMENT ON COLUMN dim_article.article_version IS '1, 2, … by (captured_at, place in the input, published_at, sha256), nulls first.';

-- Beside the star, for a row's place is no property of its text: another order of the same rows gives the same star.
CREATE TABLE ops.version_place (version_id VARCHAR, row_number BIGINT);
COMMENT ON TABLE ops.version_place IS 'Grain: one version that was read from a row of a data set.';
COMMENT ON COLUMN ops.version_place.version_id IS 'The version; dim_article.';
COMMENT ON COLUMN ops.version_place.row_number IS 'Its 0-based row: of two captures made at one time, the later row is the later version.';
