-- Samples the shingles of texts that have none yet (`coded`: id, codes): the least sixteen, and of the others one in sixteen.
INSERT INTO compared SELECT DISTINCT a.article_id FROM dim_article AS a JOIN coded AS c ON a.version_id = c.id;

INSERT INTO bridge_shingle
WITH text AS (
    SELECT id, md5_number_lower(array_to_string(codes, ' ')) AS whole, list_sort(list_distinct(shingles(codes))) AS told FROM coded
)
SELECT id, unnest(list_append(list_filter(told, (s, i) -> i <= 16 OR s < 1152921504606846976), whole)) FROM text;
