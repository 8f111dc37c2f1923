-- Every place that current articles name: as reported, and as of today.
CREATE OR REPLACE VIEW mart.place_mentions AS
SELECT
    m.fact_id, m.article_id, m.article_version, m.published_on, m.surface, m.char_start, m.char_end, m.sentence, m.is_repeat,
    m.claim_id, m.confidence, m.rule, m.rules_version,
    m.entity AS place, m.place_code, p.unit, p.level, p.parent, p.province, p.today_code, p.today, coalesce(p.today_places, []) AS today_places, p.today_province
FROM mart.mentions AS m
LEFT JOIN mart.places AS p USING (place_code)
WHERE m.entity_kind = 'place';
