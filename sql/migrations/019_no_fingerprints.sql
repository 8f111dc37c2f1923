-- Reprints are told by the words of a text (018), no more by the sentences that two share.
ALTER TABLE dim_sentence DROP COLUMN fingerprint;
