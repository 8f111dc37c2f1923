-- A run has a column more since 006: its published copy is made anew.
UPDATE books SET sequence = sequence + 1;
INSERT OR REPLACE INTO changed SELECT 'run', sequence FROM books;
