-- Every telling of a project in order: what stage, capital, place and investor the day's article gave it, and what capital the telling before gave it.
-- In the place of capital that a later article took back in so many words (mart.corrected) stands what it put there.
CREATE OR REPLACE VIEW mart.project_history AS
SELECT
    i.project_id, i.project AS name, i.published_on, i.stage, i.amount_vnd, i.amount_usd, i.comparator, i.place, i.places, i.investor,
    i.article_id, i.article_version, i.fact_id, i.surface, i.char_start, i.char_end, i.sentence, i.confidence, i.rule,
    CASE WHEN i.amount_vnd IS NOT NULL THEN last_value(i.amount_vnd IGNORE NULLS) OVER before END AS amount_vnd_before,
    CASE WHEN i.amount_usd IS NOT NULL THEN last_value(i.amount_usd IGNORE NULLS) OVER before END AS amount_usd_before
FROM (
    SELECT i.* REPLACE (coalesce(w.vnd, i.amount_vnd) AS amount_vnd, coalesce(w.usd, i.amount_usd) AS amount_usd)
    FROM mart.investments AS i
    LEFT JOIN (
        -- Each currency by its own row, and by the correction that came last.
        SELECT
            fact_id, arg_max(by_value, (coalesce(corrected_on, DATE '0001-01-01'), by_fact_id)) FILTER (unit = 'VND') AS vnd,
            arg_max(by_value, (coalesce(corrected_on, DATE '0001-01-01'), by_fact_id)) FILTER (unit = 'USD') AS usd
        FROM mart.corrected WHERE fact_type = 'investments' GROUP BY fact_id
    ) AS w USING (fact_id)
) AS i
WHERE NOT i.is_total AND NOT i.is_repeat AND i.project IS NOT NULL
WINDOW before AS (PARTITION BY i.project_id ORDER BY i.published_on NULLS FIRST, i.fact_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
ORDER BY i.project_id, i.published_on NULLS FIRST, i.fact_id;
