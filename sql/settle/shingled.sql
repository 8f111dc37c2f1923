-- All shingles of the texts in `coded`: those of the whole, of its first third, those that hold a figure, and the frames of these.
INSERT INTO shingled
WITH each AS (
    SELECT id, words, whole, coalesce(shingle, []) AS told, coalesce(masked, []) AS masked FROM coded
)
SELECT
    id, words, whole, list_distinct(told), list_distinct(told[:len(told) // 3]),
    list_distinct(list_filter(told, (s, i) -> s <> masked[i])), list_distinct(list_filter(masked, (s, i) -> s <> told[i]))
FROM each;
