-- Every place that current articles name: as reported, and as of today.
CREATE OR REPLACE VIEW mart.place_mentions AS
SELECT
    m.fact_id, m.article_id, m.article_version, m.published_on, m.surface, m.char_start, m.char_end, m.sentence, m.is_repeat,
    m.claim_id, m.confidence, m.rule, m.rules_version,
    m.entity AS place, m.place_code, p.unit, p.level, p.parent, p.province, p.today_code, p.today, coalesce(p.today_places, []) AS today_places, p.today_province
FROM mart.mentions AS m
LEFT JOIN mart.places AS p USING (place_code)
WHERE m.entity_kind = 'place';
COMMENT ON VIEW mart.place_mentions IS 'Grain: one span of a current article that names a place: as reported (place, unit, province) and as of today.';
COMMENT ON COLUMN mart.place_mentions.place IS 'The place as reported: its name without the word for its unit.';
COMMENT ON COLUMN mart.place_mentions.place_code IS 'The unit or country that the name means on the article''s day; null where several are possible, and for regions and zones.';
COMMENT ON COLUMN mart.place_mentions.unit IS 'The unit''s word on that day.';
COMMENT ON COLUMN mart.place_mentions.level IS 'country, province, city, district, commune or ward.';
COMMENT ON COLUMN mart.place_mentions.parent IS 'The unit above it on that day.';
COMMENT ON COLUMN mart.place_mentions.province IS 'Its province on that day.';
COMMENT ON COLUMN mart.place_mentions.today_code IS 'place_code of the one unit that it is today; null where it was divided or its level is no more.';
COMMENT ON COLUMN mart.place_mentions.today IS 'That unit with its word, such as phường Hạ Long.';
COMMENT ON COLUMN mart.place_mentions.today_places IS 'The units of today that have a part of it, or may have: of a district those of its communes, of what was divided all parts.';
COMMENT ON COLUMN mart.place_mentions.today_province IS 'The province of today in which all of it lies.';
