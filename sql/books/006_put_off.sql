-- What a host puts off was not asked for, and is no failure: it has a figure of its own. Books of before called it failed, of
-- an answer that never came; who asked once and was answered "later" stays as it was.
ALTER TABLE run ADD COLUMN requests_put_off BIGINT;
UPDATE capture SET outcome = 'put_off' WHERE outcome = 'failed' AND reason = 'later' AND status IS NULL;
UPDATE books SET sequence = sequence + 1;
INSERT OR REPLACE INTO changed SELECT 'capture', sequence FROM books;
INSERT OR REPLACE INTO changed SELECT 'capture:pruned', sequence FROM books;

-- Grain: one host that asked to be left alone for longer than a run waits (Retry-After), and until when.
CREATE TABLE host (seq INTEGER PRIMARY KEY, name VARCHAR UNIQUE, rests_until TIMESTAMPTZ);
