-- The index for full-text search: what words stand in which current article, followed in every publication. It is part of
-- the file, so each generation has its own, and needs no extension to be asked (mart.search).
CREATE SCHEMA IF NOT EXISTS search;

-- Grain: one text that can be found: the current version of an article that is not withdrawn.
CREATE TABLE search.text (
    text_id    UINTEGER,
    version_id VARCHAR,
    words      UINTEGER
);
COMMENT ON TABLE search.text IS 'Grain: one text that can be found: the current version of an article that is not withdrawn.';
COMMENT ON COLUMN search.text.text_id IS 'Its number in the index.';
COMMENT ON COLUMN search.text.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN search.text.words IS 'How many words it has.';

-- Grain: one term of one text: a word as it is written, a word without diacritics, or two words in a row without diacritics.
CREATE TABLE search.term (
    term     UINTEGER,
    text_id  UINTEGER,
    times    UTINYINT
);
COMMENT ON TABLE search.term IS 'Grain: one term of one text: a word as it is written, without diacritics, or two words in a row without diacritics.';
COMMENT ON COLUMN search.term.term IS 'search.word_key or search.pair_key of the term: 32 bits of its MD5, so the words themselves do not stand here.';
COMMENT ON COLUMN search.term.text_id IS 'The text; search.text.';
COMMENT ON COLUMN search.term.times IS 'How often the text has it; 255: that often or more.';

-- Words of a text: letters and digits of any script. A key is that of the word in lower case, old and new tone placement alike.
CREATE OR REPLACE MACRO search.words(x) AS regexp_extract_all(x, '[\p{L}\p{N}]+');
CREATE OR REPLACE MACRO search.bare(x) AS replace(strip_accents(x), 'đ', 'd');
CREATE OR REPLACE MACRO search.word_key(x) AS (md5_number_lower(x) % 4294967296)::UINTEGER;
CREATE OR REPLACE MACRO search.pair_key(a, b) AS ((a::UBIGINT * 2654435761 + b::UBIGINT) % 4294967296)::UINTEGER;
