-- Every capture of a version: a text that comes back is the current one again, and the day that was told last is right.
-- Beside the star, for when and where a text was captured is no property of it.
CREATE TABLE ops.version_capture (
    version_id     VARCHAR,
    captured_at    TIMESTAMPTZ,
    origin         VARCHAR,
    row_number     BIGINT,
    sha256         VARCHAR,
    published_on   DATE,
    published_at   TIMESTAMPTZ,
    published_from VARCHAR
);
COMMENT ON TABLE ops.version_capture IS 'Grain: one capture of one version of an article.';
COMMENT ON COLUMN ops.version_capture.version_id IS 'The version; dim_article.';
COMMENT ON COLUMN ops.version_capture.captured_at IS 'When the capture was made, as the document tells, else when it was fetched; null where an older khotin did not book it.';
COMMENT ON COLUMN ops.version_capture.origin IS 'The document.';
COMMENT ON COLUMN ops.version_capture.row_number IS 'Its 0-based row in a data set: of two captures made at one time, the later row is the later one.';
COMMENT ON COLUMN ops.version_capture.sha256 IS 'The document''s bytes.';
COMMENT ON COLUMN ops.version_capture.published_on IS 'The publication day that this capture tells; null where it tells none.';
COMMENT ON COLUMN ops.version_capture.published_at IS 'The instant that it tells.';
COMMENT ON COLUMN ops.version_capture.published_from IS 'Where it tells the day.';

INSERT INTO ops.version_capture
SELECT a.version_id, a.captured_at, a.origin, p.row_number, a.sha256, a.published_on, a.published_at, a.published_from
FROM dim_article AS a LEFT JOIN ops.version_place AS p USING (version_id);
DROP TABLE ops.version_place;

COMMENT ON COLUMN dim_article.captured_at IS 'When the first capture of the text was made; ops.version_capture has every one.';
COMMENT ON COLUMN dim_article.article_version IS '1, 2, … by the last capture of each (captured_at, place in the input, published_at, sha256), nulls first: a text that comes back is the newest again.';
COMMENT ON COLUMN dim_article.published_on IS 'Publication day in Vietnam, as the last capture that tells one tells it.';
