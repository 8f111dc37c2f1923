-- Ai hứa gì, hạn nào, đến đâu rồi? / Who promised what, in which office, by when, and how far is it?
-- ? cam kết, chỉ tiêu đề ra, mục tiêu, kế hoạch / commitments, goals, plans
-- Một lời hứa nhiều bài kể là một dòng, theo bài đầu tiên. / A promise that several articles tell is one row, as the first of them tells it.
-- $subject =  : của ai, nơi nào, như Quảng Ninh; trống: tất cả / whose promises, such as Quảng Ninh; empty: all
-- > subject: Quảng Ninh | metric: state_budget_revenue | goal: thu ngân sách đạt 60.000 tỷ đồng | value: 60000000000000 | unit: VND | deadline: 2025-12-31
-- > progress: behind | share_reached: 0.61 | actual_value: 36600000000000 | reason: null | speaker: Trần Quốc Thuận | offices: Chủ tịch, UBND tỉnh Quảng Ninh
-- > articles: 2 | published_on: 2025-01-08 | sentence: Tỉnh phấn đấu năm 2025 … | fact_id: 3f0c…
WITH told AS MATERIALIZED (
    SELECT *, count(DISTINCT article_id) OVER same AS articles
    FROM mart.target_progress
    WHERE fact_id IN (FROM mart.promises_of($subject)) AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
    WINDOW same AS (PARTITION BY promise_id)
    QUALIFY row_number() OVER (same ORDER BY published_on NULLS LAST, fact_id) = 1
), held AS (
    SELECT article_id, person, string_agg(DISTINCT concat_ws(', ', title, organization), '; ' ORDER BY concat_ws(', ', title, organization)) AS offices
    FROM mart.position_observations SEMI JOIN told ON position_observations.article_id = told.article_id AND position_observations.person = told.speaker
    GROUP BY article_id, person
)
SELECT
    p.subject, p.metric, p.goal, p.value, p.unit, p.deadline, p.progress, p.share_reached, p.actual_value, p.reason,
    p.speaker, o.offices, p.articles, p.published_on, p.sentence, p.fact_id
FROM told AS p LEFT JOIN held AS o ON p.article_id = o.article_id AND p.speaker = o.person
ORDER BY p.deadline NULLS LAST, p.published_on, p.fact_id;
