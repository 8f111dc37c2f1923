-- Văn bản nào được nhắc nhiều nhất? / Which legal and policy documents are cited most?
-- ? nghị quyết, nghị định, quyết định, luật / resolution, decree, law
-- $kind =  (resolution, decree, decision, law, directive, circular, conclusion, official_letter, plan) : loại; trống: bất kỳ / kind; empty: any
-- > kind: decree | symbol: 168/2024/NĐ-CP | issuer: Chính phủ | year: 2024 | articles: 12 | sources: 5 | first_on: 2024-12-28 | last_on: 2025-06-29 | sentence: …
SELECT
    c.kind, c.symbol, c.issuer, c.year, count(DISTINCT c.article_id) AS articles, count(DISTINCT nullif(a.source, 'unknown')) AS sources, min(c.published_on) AS first_on, max(c.published_on) AS last_on,
    arg_max(c.sentence, (coalesce(c.published_on, DATE '0001-01-01'), c.fact_id)) AS sentence
FROM mart.citations AS c
JOIN dim_article AS a ON c.article_id = a.article_id AND a.is_current
WHERE NOT c.is_repeat AND c.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts) AND ($kind = '' OR c.kind = $kind)
GROUP BY c.kind, c.number, c.symbol, c.issuer, c.year
ORDER BY articles DESC, last_on DESC NULLS LAST, c.symbol, c.kind;
