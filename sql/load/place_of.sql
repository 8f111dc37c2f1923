-- Where a document stood in what was taken in: its file, and its row in it.
CREATE OR REPLACE TEMP MACRO place_of(origin, row_number) AS
{'file': CASE WHEN row_number IS NULL THEN origin ELSE split_part(origin, '#', 1) END, 'row': row_number};
