-- Texts in overlapping pieces of which one begins every 4,096 characters: what audits spans without counting from the first letter.
CREATE OR REPLACE VIEW mart.text_chunk AS
SELECT version_id, chunk, substr(text, chunk * 4096 + 1, 4096 + 16384) AS body
FROM (SELECT version_id, text, unnest(range(0, length(text) // 4096 + 1)) AS chunk FROM dim_article);
