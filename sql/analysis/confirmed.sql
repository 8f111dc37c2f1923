-- Con số nào được nhiều nguồn độc lập cùng nói? / Which figures do several independent articles tell alike?
-- $articles = 2 : ít nhất bao nhiêu bài độc lập / how many independent articles at least
-- > metric: export_turnover | subject: Hải Phòng | kind: level | scope: null | status: actual | period_end: 2025-06-30 | value_low: 16400000000 | value_high: 16400000000 | unit: USD
-- > independent_articles: 4 | sources: 3 | first_seen_on: 2025-07-01 | last_seen_on: 2025-07-09 | claim_id: 5c2e…
SELECT metric, subject, kind, scope, status, period_end, value_low, value_high, unit, independent_articles, sources, first_seen_on, last_seen_on, claim_id
FROM mart.claims
WHERE NOT is_contradicted AND value_high - value_low <= greatest(mart.rounding(value_low), mart.rounding(value_high)) AND independent_articles >= $articles::INTEGER
ORDER BY sources DESC, independent_articles DESC, metric, subject, period_end, claim_id;
