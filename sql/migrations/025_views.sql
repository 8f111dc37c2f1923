-- What the views of schema mart were made from: they are made anew only where that differs.
CREATE TABLE ops.views (digest VARCHAR);
COMMENT ON TABLE ops.views IS 'Grain: the one making of the views of schema mart that the star holds.';
COMMENT ON COLUMN ops.views.digest IS 'Of the files they were made from, and of the views as they then stood.';
