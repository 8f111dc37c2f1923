-- Takes the terms of all texts that are new (`entering`) into the index at once, in order: a word's rows then lie together,
-- and a search reads little else. Those of small runs before it, from the text ordered_to on, are put in order with them
-- (flows/load/search.py).
INSERT INTO entering FROM search.term WHERE text_id > getvariable('ordered_to');
DELETE FROM search.term WHERE text_id > getvariable('ordered_to');
INSERT INTO search.term FROM entering ORDER BY term, text_id;
DROP TABLE entering;
