-- Reprints by their words: sampled shingles of every text, the copies of an article with the reason, the facts told in copies.

-- Grain: one sampled shingle of one article version.
CREATE TABLE bridge_shingle (
    version_id VARCHAR,
    shingle    UBIGINT
);
COMMENT ON TABLE bridge_shingle IS 'Grain: one sampled shingle of one article version: texts that share words share these.';
COMMENT ON COLUMN bridge_shingle.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN bridge_shingle.shingle IS 'Five words in a row as a number; one more stands for the words of the whole text.';

-- The pairs that were tied by their sentences are judged anew by their words.
DELETE FROM bridge_reprint;
UPDATE dim_article SET duplicate_of = NULL WHERE duplicate_of IS NOT NULL;
COMMENT ON TABLE bridge_reprint IS 'Grain: one pair of articles, the lesser id first, of which one tells most of the other''s words. Not every pair of a group is compared.';
COMMENT ON COLUMN bridge_reprint.article_id IS 'The article with the lesser id.';
COMMENT ON COLUMN bridge_reprint.other_id IS 'The other one.';
COMMENT ON COLUMN bridge_reprint.shared IS 'Shingles in common, as a share of the shorter article''s.';
COMMENT ON COLUMN dim_article.duplicate_of IS 'article_id of the original whose text this one repeats; bridge_copy tells why.';

-- Grain: one article that is a copy of another.
CREATE TABLE bridge_copy (
    article_id  VARCHAR,
    original_id VARCHAR,
    similarity  DOUBLE,
    likeness    VARCHAR,
    reason      VARCHAR
);
COMMENT ON TABLE bridge_copy IS 'Grain: one article that is a copy of another.';
COMMENT ON COLUMN bridge_copy.article_id IS 'The copy.';
COMMENT ON COLUMN bridge_copy.original_id IS 'The article that is called the original; dim_article.duplicate_of.';
COMMENT ON COLUMN bridge_copy.similarity IS 'Shingles that the copy and the original share, as a share of the shorter one''s; 0 where they are two parts of a fuller copy.';
COMMENT ON COLUMN bridge_copy.likeness IS 'same_bytes, same_words, shortened, extended or reworked: what the copy is beside the original.';
COMMENT ON COLUMN bridge_copy.reason IS 'Why the other is called the original, the first of these that tells them apart: published_before (an earlier day), credits_another ("Theo TTXVN" stands in the copy only), published_earlier (an earlier time of the day), fuller (has more words), least_key.';

-- Grain: one fact of a copy that an article before it, in the order of originality, tells in the same words.
CREATE TABLE bridge_copied_fact (
    fact_type   VARCHAR,
    fact_id     VARCHAR,
    article_id  VARCHAR,
    original_id VARCHAR
);
COMMENT ON TABLE bridge_copied_fact IS 'Grain: one fact of a copy that its original, or a copy before it, tells already.';
COMMENT ON COLUMN bridge_copied_fact.fact_type IS 'Its type.';
COMMENT ON COLUMN bridge_copied_fact.fact_id IS 'The fact, which no sum is to count again.';
COMMENT ON COLUMN bridge_copied_fact.article_id IS 'The copy that tells it.';
COMMENT ON COLUMN bridge_copied_fact.original_id IS 'fact_id of the same fact where it counts.';
