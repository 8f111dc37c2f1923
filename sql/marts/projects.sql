-- One row a project across articles: its latest stage and capital with the facts, articles and sentences that tell them,
-- where and whose. Tellings without a day count as the earliest. Where an article tells a project's stage, or its capital, in another sentence than the rest,
-- a repeat of the fact stands there (its capital's without a stage). Of one that only figures tell of, the first figure stands for the first telling.
CREATE OR REPLACE VIEW mart.projects AS
WITH told AS (
    SELECT *, (coalesce(published_on, DATE '0001-01-01'), fact_id) AS moment FROM mart.project_history
),
again AS (
    SELECT article_id, project_id, stage, min(fact_id) AS fact_id, min_by(sentence, fact_id) AS sentence
    FROM mart.investments WHERE is_repeat AND NOT is_total AND project_id IS NOT NULL GROUP BY ALL
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
),
figure AS (
    SELECT
        t.identity_id AS project_id, f.article_id, f.fact_id, a.published_on, s.sentence,
        row_number() OVER (PARTITION BY t.identity_id ORDER BY f.is_repeat, coalesce(a.published_on, DATE '0001-01-01'), f.fact_id) AS nth
    FROM fact_measurement AS f
    JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
    JOIN bridge_identity AS t ON f.subject_id = t.name_id AND f.article_id = t.article_id AND t.entity_kind = 'project'
    LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
    WHERE f.subject_kind = 'project' AND t.identity_id NOT IN (SELECT project_id FROM told WHERE project_id IS NOT NULL)
)
SELECT
    p.project_id, p.name, p.aliases, p.kind, p.province, coalesce(l.places, []) AS places, coalesce(l.investors, []) AS investors,
    s.stage, s.published_on AS stage_told_on, coalesce(sa.fact_id, l.stage_fact_id) AS stage_fact_id, s.article_id AS stage_article_id, coalesce(sa.sentence, s.sentence) AS stage_sentence,
    c.amount_vnd, c.amount_usd, c.comparator, c.published_on AS capital_told_on, coalesce(ca.fact_id, l.capital_fact_id) AS capital_fact_id, c.article_id AS capital_article_id, coalesce(ca.sentence, c.sentence) AS capital_sentence,
    l.first_told_on, l.last_told_on, l.first_fact_id, f.article_id AS first_article_id, f.sentence AS first_sentence, l.articles
FROM latest AS l
JOIN dim_project AS p USING (project_id)
JOIN told AS f ON l.first_fact_id = f.fact_id
LEFT JOIN told AS s ON l.stage_fact_id = s.fact_id
LEFT JOIN told AS c ON l.capital_fact_id = c.fact_id
LEFT JOIN again AS sa ON s.article_id = sa.article_id AND s.project_id = sa.project_id AND s.stage = sa.stage
LEFT JOIN again AS ca ON c.article_id = ca.article_id AND c.project_id = ca.project_id AND ca.stage IS NULL
UNION ALL BY NAME
SELECT
    p.project_id, p.name, p.aliases, p.kind, p.province, []::VARCHAR[] AS places, []::VARCHAR[] AS investors,
    min(g.published_on) AS first_told_on, max(g.published_on) AS last_told_on, any_value(g.fact_id) FILTER (g.nth = 1) AS first_fact_id,
    any_value(g.article_id) FILTER (g.nth = 1) AS first_article_id, any_value(g.sentence) FILTER (g.nth = 1) AS first_sentence, count(DISTINCT g.article_id) AS articles
FROM figure AS g JOIN dim_project AS p USING (project_id)
GROUP BY ALL;
