-- Texts in overlapping pieces of which one begins every 4,096 characters, so that a span deep in a long text is found without
-- counting from its first letter: counting for every span costs the square of a text's length.
CREATE TABLE text_chunk AS
SELECT version_id, chunk, substr(text, chunk * 4096 + 1, 4096 + 16384) AS body
FROM (SELECT version_id, text, unnest(range(0, length(text) // 4096 + 1)) AS chunk FROM articles);
