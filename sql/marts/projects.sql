-- One row a project across articles: its latest stage and capital with the facts, articles and sentences that tell them,
-- where and whose. Tellings without a day count as the earliest.
CREATE OR REPLACE VIEW mart.projects AS
WITH told AS (
    SELECT *, (coalesce(published_on, DATE '0001-01-01'), fact_id) AS moment FROM mart.project_history
),
latest AS (
    SELECT
        project_id,
        max_by(fact_id, moment) FILTER (stage IS NOT NULL) AS stage_fact_id,
        max_by(fact_id, moment) FILTER (amount_vnd IS NOT NULL OR amount_usd IS NOT NULL) AS capital_fact_id,
        list_sort(list_distinct(flatten(list(places)))) AS places,
        list_sort(list_distinct(list(investor) FILTER (investor IS NOT NULL))) AS investors,
        min(published_on) AS first_told_on,
        max(published_on) AS last_told_on,
        min_by(fact_id, moment) AS first_fact_id,
        count(DISTINCT article_id) AS articles
    FROM told GROUP BY project_id
)
SELECT
    p.project_id, p.name, p.aliases, p.kind, p.province, coalesce(l.places, []) AS places, coalesce(l.investors, []) AS investors,
    s.stage, s.published_on AS stage_told_on, l.stage_fact_id, s.article_id AS stage_article_id, s.sentence AS stage_sentence,
    c.amount_vnd, c.amount_usd, c.comparator, c.published_on AS capital_told_on, l.capital_fact_id, c.article_id AS capital_article_id, c.sentence AS capital_sentence,
    l.first_told_on, l.last_told_on, l.first_fact_id, f.article_id AS first_article_id, f.sentence AS first_sentence, l.articles
FROM latest AS l
JOIN dim_project AS p USING (project_id)
JOIN told AS f ON l.first_fact_id = f.fact_id
LEFT JOIN told AS s ON l.stage_fact_id = s.fact_id
LEFT JOIN told AS c ON l.capital_fact_id = c.fact_id;
