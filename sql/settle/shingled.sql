-- All shingles of the texts in `coded`: those of the whole, of its first third, those that hold a figure, and the frames of these.
INSERT INTO shingled
WITH each AS MATERIALIZED (
    SELECT id, len(codes) AS length, md5_number_lower(array_to_string(codes, ' ')) AS whole, shingles(codes) AS true_ones, shingles(masked) AS masked FROM coded
)
SELECT
    id, length, whole, list_distinct(true_ones), list_distinct(true_ones[:len(true_ones) // 3]),
    list_distinct(list_filter(true_ones, (s, i) -> s <> masked[i])), list_distinct(list_filter(masked, (s, i) -> s <> true_ones[i]))
FROM each;
