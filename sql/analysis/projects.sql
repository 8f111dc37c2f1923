-- Dự án nào, bao nhiêu vốn, ở đâu, đến giai đoạn nào? / Which projects are there, with what capital, where, at which stage?
-- ? phê duyệt, được duyệt, chấp thuận, triển khai, tiến độ / approved, granted
-- Mỗi dự án một dòng, dù bao nhiêu bài kể: cộng được. / One row a project, however many articles tell of it: safe to sum, but for rows that tell both đồng and dollars.
-- $place =  : nơi, hoặc tỉnh hôm nay; trống: mọi nơi / a place, or a province of today; empty: anywhere
-- $stage =  (proposed, approved, registered, started, delayed, suspended, cancelled, completed) : giai đoạn; trống: bất kỳ / stage; empty: any
-- $kind =  : loại công trình, như expressway (projects_by_kind có đủ); trống: bất kỳ / what is built, such as expressway (projects_by_kind has all); empty: any
-- $words =  : chữ trong tên; trống: bất kỳ / words of the name; empty: any
-- > project: Nhà máy điện gió Bắc Hải | kind: power | province: Quảng Ninh | places: [Quảng Ninh] | investors: [Công ty Sao Mai] | stage: started | amount_vnd: 6500000000000 | amount_usd: null | comparator: gt
-- > articles: 3 | first_told_on: 2024-05-08 | last_told_on: 2025-06-29 | capital_sentence: … | stage_sentence: … | project_id: 12aa… | capital_fact_id: 3f0c…
SELECT
    name AS project, kind, province, places, investors, stage, amount_vnd, amount_usd, comparator, articles, first_told_on, last_told_on,
    capital_sentence, stage_sentence, project_id, capital_fact_id
FROM mart.projects
WHERE (mart.is_named(province, $place) OR len(list_filter(places, lambda place: mart.is_named(place, $place))) > 0)
    AND ($stage = '' OR stage = $stage) AND ($kind = '' OR kind = $kind) AND mart.speaks_of(name, $words)
ORDER BY amount_vnd DESC NULLS LAST, amount_usd DESC NULLS LAST, last_told_on DESC NULLS LAST, project_id;
