-- One row a project across articles: its latest stage and capital with the facts that tell them, where and whose. Tellings
-- without a day count as the earliest.
CREATE OR REPLACE VIEW mart.projects AS
WITH told AS (
    SELECT *, coalesce(published_on, DATE '0001-01-01') AS told_on FROM mart.project_history
),
latest AS (
    SELECT
        project_id,
        max_by(name, (told_on, fact_id)) AS name,
        max_by(stage, (told_on, fact_id)) FILTER (stage IS NOT NULL) AS stage,
        max_by(fact_id, (told_on, fact_id)) FILTER (stage IS NOT NULL) AS stage_fact_id,
        max_by(fact_id, (told_on, fact_id)) FILTER (amount_vnd IS NOT NULL OR amount_usd IS NOT NULL) AS capital_fact_id,
        list_sort(list_distinct(flatten(list(places)))) AS places,
        list_sort(list_distinct(list(investor) FILTER (investor IS NOT NULL))) AS investors,
        min(published_on) AS first_told_on,
        max(published_on) AS last_told_on,
        min_by(fact_id, (told_on, fact_id)) AS first_fact_id,
        count(DISTINCT article_id) AS articles
    FROM told GROUP BY project_id
)
SELECT
    l.project_id, l.name, coalesce(l.places, []) AS places, coalesce(l.investors, []) AS investors, l.stage, l.stage_fact_id,
    c.amount_vnd, c.amount_usd, c.comparator, l.capital_fact_id, l.first_told_on, l.last_told_on, l.first_fact_id, l.articles
FROM latest AS l
LEFT JOIN told AS c ON l.capital_fact_id = c.fact_id;
