-- Việc gì đã đến hạn mà chưa bài nào nói kết quả? / What was due, and nobody reported on it?
-- $subject =  : của ai, nơi nào; trống: tất cả / whose promises; empty: all
-- $with_figure = no (no, yes) : yes: chỉ mục tiêu có con số / yes: only goals with a figure
-- > deadline: 2025-12-31 | days_overdue: 331 | subject: Quảng Ninh | metric: revenue | goal: doanh thu 1.263 tỷ đồng | value: 1263000000000 | unit: VND
-- > speaker: null | reason: no dated actual of the same metric, subject and scope in the time of the target | published_on: 2025-10-23 | sentence: … | fact_id: 3f0c…
SELECT
    deadline, date_diff('day', deadline, current_date) AS days_overdue, subject, metric, goal, value, unit, speaker, reason, published_on, sentence, fact_id
FROM mart.target_progress
WHERE progress = 'due' AND fact_id IN (FROM mart.promises_of($subject)) AND ($with_figure = 'no' OR value IS NOT NULL)
    AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY value IS NULL, deadline DESC, subject NULLS LAST, fact_id;
