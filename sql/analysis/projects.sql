-- Dự án nào, bao nhiêu vốn, ở đâu, đến giai đoạn nào? / Which projects are there, with what capital, where, at which stage?
-- Mỗi dự án một dòng, dù bao nhiêu bài kể: cộng được. / One row a project, however many articles tell of it: safe to sum, but for rows that tell both đồng and dollars.
-- $place =  : nơi; trống: mọi nơi / a place; empty: anywhere
-- $stage =  (proposed, approved, registered, started, delayed, suspended, cancelled, completed) : giai đoạn; trống: bất kỳ / stage; empty: any
-- $words =  : chữ trong tên; trống: bất kỳ / words of the name; empty: any
-- > project: Nhà máy điện gió Bắc Hải | kind: power | places: [Quảng Ninh] | investors: [Công ty Sao Mai] | stage: started | amount_vnd: 6500000000000 | amount_usd: null | comparator: gt
-- > articles: 3 | first_told_on: 2024-05-08 | last_told_on: 2025-06-29 | capital_sentence: … | stage_sentence: … | project_id: 12aa… | capital_fact_id: 3f0c…
SELECT
    p.name AS project, p.kind, p.places, p.investors, p.stage, p.amount_vnd, p.amount_usd, p.comparator, p.articles, p.first_told_on, p.last_told_on,
    p.capital_sentence, p.stage_sentence, p.project_id, p.capital_fact_id
FROM mart.projects AS p
WHERE ($place IN ('', '%') OR mart.is_named(p.province, $place) OR len(list_filter(p.places, lambda place: mart.is_named(place, $place))) > 0)
    AND ($stage = '' OR p.stage = $stage) AND mart.speaks_of(p.name, $words)
ORDER BY p.amount_vnd DESC NULLS LAST, p.amount_usd DESC NULLS LAST, p.last_told_on DESC NULLS LAST, p.project_id;
