-- Kiểm tra nào không đạt, cái gì để riêng, trong lần chạy cuối? / What failed validation and what was set aside in the last run?
-- > what: failed | how: warning | place: articles | why: articles.day_known | rows: 500
WITH last AS (SELECT run_id FROM ops.run WHERE state IN ('published', 'refused') ORDER BY started_at DESC LIMIT 1)
SELECT 'failed' AS what, r.severity AS how, r.table_name AS place, r.expectation AS why, r.unexpected AS rows
FROM dq.result AS r JOIN last USING (run_id)
WHERE NOT r.success
UNION ALL
SELECT 'set aside', q.stage, coalesce(q.origin, q.fact_type), q.reason, 1
FROM dq.quarantine AS q JOIN last USING (run_id)
ORDER BY ALL;
