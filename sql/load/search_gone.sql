-- Takes out of the index what is to be found no more: texts that are no longer current, withdrawn or forgotten.
DELETE FROM search.term WHERE text_id IN (SELECT text_id FROM search.text WHERE version_id NOT IN (SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL));
DELETE FROM search.text WHERE version_id NOT IN (SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL);
