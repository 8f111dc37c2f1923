-- Days of the lunar calendar are told as such.
ALTER TABLE fact_mention ADD COLUMN calendar VARCHAR;
COMMENT ON COLUMN fact_mention.calendar IS 'lunar where the words tell a day or month of the lunar calendar: starts_on and ends_on are null then; else null.';
