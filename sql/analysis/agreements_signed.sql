-- Ai ký gì với ai, về lĩnh vực nào? / What was signed, with whom, and in which fields?
-- ? biên bản ghi nhớ, hợp đồng, hợp tác / memorandum, contract
-- $party =  : một bên ký; trống: bất kỳ / one that signed; empty: anybody
-- $kind =  (memorandum, contract, cooperation) : loại văn bản; trống: bất kỳ / what was signed; empty: any
-- > published_on: 2025-03-04 | kind: memorandum | parties: [Bộ Công Thương, Tập đoàn Sao Mai] | fields: [energy] | count: null | source: congthuong.vn | sentence: … | title: … | fact_id: 3f0c…
SELECT g.published_on, g.kind, g.parties, g.fields, g.count, nullif(a.source, 'unknown') AS source, g.sentence, a.title, g.fact_id
FROM mart.agreements AS g
JOIN dim_article AS a ON g.article_id = a.article_id AND a.is_current
WHERE NOT g.is_repeat AND g.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts) AND ($kind = '' OR g.kind = $kind)
    AND ($party IN ('', '%') OR len(list_filter(g.parties, lambda party: mart.holds_name(party, $party))) > 0)
ORDER BY g.published_on DESC NULLS LAST, g.fact_id;
