-- Every telling of a project in order: what stage, capital, place and investor the day's article gave it. A project is
-- known by its name: letter case and the spelling of dashes and tones make no other.
CREATE OR REPLACE VIEW mart.project_history AS
SELECT
    f.project_id, i.project AS name, i.published_on, i.stage, i.amount_vnd, i.amount_usd, i.comparator, i.place, i.places, i.investor,
    i.article_id, i.article_version, i.fact_id, i.surface, i.char_start, i.char_end, i.sentence, i.confidence, i.rule
FROM mart.investments AS i
JOIN fact_investment AS f USING (fact_id)
WHERE NOT i.is_total AND NOT i.is_repeat AND i.project IS NOT NULL
ORDER BY f.project_id, i.published_on NULLS FIRST, i.fact_id;
