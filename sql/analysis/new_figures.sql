-- Con số nào lần đầu được nói, từ một ngày? / Which figures were told for the first time since a day?
-- $since =  : từ ngày này, theo ngày đăng, không có thì ngày lấy về; trống: 30 ngày cuối của kho / from this day on, of publication, else of fetching; empty: the last 30 days that the warehouse holds
-- > first_seen_on: 2025-10-15 | metric: export_turnover | subject: Hải Phòng | scope: null | status: actual | kind: level | value_low: 16400000000 | value_high: 16400000000 | unit: USD | period_end: 2025-09-30 | sources: 2 | is_contradicted: false | claim_id: 5c2e…
SELECT first_seen_on, metric, subject, scope, status, kind, value_low, value_high, unit, period_end, sources, is_contradicted, claim_id
FROM mart.claims
WHERE first_seen_on >= coalesce(nullif($since, '')::DATE, (SELECT max(first_seen_on) - 30 FROM mart.claims))
ORDER BY first_seen_on DESC, metric, subject, claim_id;
