-- Appointments and ends of office: what an article tells of them, with the day as told.
ALTER TABLE fact_position ADD COLUMN change VARCHAR;
COMMENT ON COLUMN fact_position.change IS 'begins or ends where the article tells of an appointment or of the end of an office; null where it only names the holder.';
ALTER TABLE fact_position ADD COLUMN starts_on DATE;
COMMENT ON COLUMN fact_position.starts_on IS 'The day from which the office is held, as told.';
ALTER TABLE fact_position ADD COLUMN ends_on DATE;
COMMENT ON COLUMN fact_position.ends_on IS 'The day from which the office is over, as told.';
