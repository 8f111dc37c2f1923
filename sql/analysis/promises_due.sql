-- Lời hứa đến hạn trong một năm: ai hứa gì, con số mới nhất, đến đâu rồi? / Promises due in a year: who promised what for it, what is the latest figure, and how far is it?
-- Một lời hứa nhiều bài kể là một dòng, theo bài đầu tiên. / A promise that several articles tell is one row, as the first of them tells it.
-- $year =  : năm đến hạn; trống: năm nay, hoặc năm gần nhất có lời hứa đến hạn / the year they are due; empty: this year, or the last one with any
-- $subject =  : của ai, nơi nào; trống: tất cả / whose promises; empty: all
-- > deadline: 2026-12-31 | subject: Quảng Ninh | metric: state_budget_revenue | goal: thu ngân sách đạt 70.000 tỷ đồng | value: 70000000000000 | unit: VND
-- > progress: behind | share_reached: 0.17 | share_of_time: 0.16 | actual_value: 11900000000000 | actual_period_end: 2026-02-28 | reason: null
-- > speaker: null | articles: 2 | published_on: 2026-03-05 | sentence: … | actual_sentence: … | fact_id: 3f0c…
WITH promised AS (
    SELECT *, count(DISTINCT article_id) OVER same AS articles
    FROM mart.target_progress
    WHERE deadline IS NOT NULL AND fact_id IN (FROM mart.promises_of($subject)) AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
    WINDOW same AS (PARTITION BY promise_id)
    QUALIFY row_number() OVER (same ORDER BY published_on NULLS LAST, fact_id) = 1
), asked AS (
    SELECT coalesce(nullif($year, '')::INTEGER, max(year(deadline)) FILTER (deadline < make_date(year(current_date) + 1, 1, 1)), min(year(deadline))) AS due_in FROM promised
)
SELECT
    deadline, subject, metric, goal, value, unit, progress, share_reached, share_of_time, actual_value, actual_period_end, reason, speaker, articles, published_on,
    sentence, actual_sentence, fact_id
FROM promised JOIN asked ON year(deadline) = due_in
ORDER BY progress IN ('due', 'not_rateable'), deadline, subject NULLS LAST, fact_id;
