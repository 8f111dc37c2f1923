-- Adds the sampled shingles of texts that had none (`sampled`: id, shingle), which are compared now.
INSERT INTO bridge_shingle SELECT id, shingle FROM sampled;
INSERT INTO compared SELECT DISTINCT article_id FROM dim_article WHERE version_id IN (SELECT id FROM sampled);
