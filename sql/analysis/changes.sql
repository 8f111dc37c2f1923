-- Từ một ngày hay một lượt chạy, kho đổi những gì? / What changed in the warehouse since a day or a run?
-- Từng bài, từng dữ kiện: FROM mart.changes_since('…'). / Each article and fact: FROM mart.changes_since('…').
-- $since =  : từ đầu ngày này, giờ Việt Nam, hay từ khi lượt chạy này xong; trống: từ đầu ngày trước lượt cuối / from the beginning of this day in Vietnam, or the end of this run; empty: of the day before the last run
-- > fact_type: measurements | change: added | cause: new_article | items: 412 | articles: 96 | last_at: 2026-11-27 06:12:40
SELECT fact_type, change, cause, count(*) AS items, count(DISTINCT article_id) AS articles, max(happened_at) AS last_at
FROM mart.changes_since(coalesce(nullif($since, ''), (SELECT (timezone('Asia/Ho_Chi_Minh', max(finished_at))::DATE - 1)::VARCHAR FROM ops.run)))
GROUP BY fact_type, change, cause
ORDER BY fact_type <> 'articles', fact_type, change, cause;
