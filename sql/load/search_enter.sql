-- Takes the terms of all slices into the index at once, in order: a word's rows then lie together, and a search reads little else.
INSERT INTO search.term FROM entering ORDER BY term, text_id;
DROP TABLE entering;
