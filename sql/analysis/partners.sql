-- Ai hay ký kết với ai? / Who signs with whom, and how often?
-- articles: số bài kể, không phải số lần ký. / articles: how many tell it, not how often they signed.
-- > one: Bộ Công Thương | other: Tập đoàn Sao Mai | articles: 2 | kinds: [cooperation, memorandum] | fields: [energy] | first_on: 2024-05-08 | last_on: 2025-03-04
WITH party AS (
    SELECT fact_id, article_id, published_on, kind, fields, unnest(parties) AS party FROM mart.agreements
    WHERE NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
)
SELECT
    l.party AS one, r.party AS other, count(DISTINCT l.article_id) AS articles, list_sort(list_distinct(list(l.kind))) AS kinds, list_sort(list_distinct(flatten(list(l.fields)))) AS fields,
    min(l.published_on) AS first_on, max(l.published_on) AS last_on
FROM party AS l JOIN party AS r ON l.fact_id = r.fact_id AND l.party < r.party
GROUP BY ALL
ORDER BY articles DESC, one, other;
