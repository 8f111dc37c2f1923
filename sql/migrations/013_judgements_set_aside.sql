-- A judgement that a later rule or seed makes impossible is not applied, and stops nothing.
ALTER TABLE fact_judgement ADD COLUMN set_aside VARCHAR;
COMMENT ON COLUMN fact_judgement.set_aside IS 'Why the judgement cannot be applied today, so that the fact stands as read; null where it is applied.';
