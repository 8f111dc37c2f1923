-- A person's word goes with the sentence: it holds for the same fact of an article's later versions too.
ALTER TABLE fact_judgement ADD COLUMN carried_from VARCHAR;
COMMENT ON COLUMN fact_judgement.carried_from IS 'The fact that a person judged in another version of the article, in the same words at the same place of the same sentence; null where this very fact was judged.';
ALTER TABLE fact_judgement ADD COLUMN ended BOOLEAN;
COMMENT ON COLUMN fact_judgement.ended IS 'True where the article''s current version tells that fact no longer in that sentence: a person has to look anew.';
