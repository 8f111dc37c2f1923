-- Beside the star, for how often an article went and came back is no property of its texts: one that came back is as if it
-- never went.
CREATE TABLE ops.withdrawn (article_id VARCHAR, withdrawn_at TIMESTAMPTZ, returned_at TIMESTAMPTZ, cause VARCHAR, reason VARCHAR);
COMMENT ON TABLE ops.withdrawn IS 'Grain: one time that an article was withdrawn, until returned_at.';
COMMENT ON COLUMN ops.withdrawn.article_id IS 'The article; dim_article.';
COMMENT ON COLUMN ops.withdrawn.withdrawn_at IS 'When it was: the second time that its address answered 404 or 410, the first that its file was gone, or when a person said so.';
COMMENT ON COLUMN ops.withdrawn.returned_at IS 'When a text of it was captured again; null while it is withdrawn.';
COMMENT ON COLUMN ops.withdrawn.cause IS 'source (it answered so, or its file is gone) or judged (a person said so).';
COMMENT ON COLUMN ops.withdrawn.reason IS 'Of a judgement: why, in the person''s words.';

-- What is settled across articles knows withdrawn ones no more: names that nothing else tells.
CREATE TABLE ops.untold (entity_id VARCHAR);
COMMENT ON TABLE ops.untold IS 'Grain: one name that withdrawn articles tell and no other: nobody and nothing is meant by it meanwhile.';
COMMENT ON COLUMN ops.untold.entity_id IS 'The name; dim_entity.';

COMMENT ON COLUMN dim_article.withdrawn_at IS 'When the article was withdrawn; null where it is not; ops.withdrawn has every time.';
