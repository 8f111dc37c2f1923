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
COMMENT ON COLUMN mart.place_mentions.fact_id IS 'This mention; mart.mentions.';
COMMENT ON COLUMN mart.place_mentions.article_id IS 'The article that says it.';
COMMENT ON COLUMN mart.place_mentions.article_version IS 'The version of the article.';
COMMENT ON COLUMN mart.place_mentions.published_on IS 'Day of publication, by which the place is read.';
COMMENT ON COLUMN mart.place_mentions.surface IS 'The words themselves.';
COMMENT ON COLUMN mart.place_mentions.char_start IS 'Where they begin in the text: 0-based, in code points.';
COMMENT ON COLUMN mart.place_mentions.char_end IS 'Where they end, exclusive.';
COMMENT ON COLUMN mart.place_mentions.sentence IS 'The sentence that says it.';
COMMENT ON COLUMN mart.place_mentions.is_repeat IS 'True where the article names the place elsewhere too.';
COMMENT ON COLUMN mart.place_mentions.claim_id IS 'Always null: a mention is no claim.';
COMMENT ON COLUMN mart.place_mentions.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN mart.place_mentions.rule IS 'The rule that read it.';
COMMENT ON COLUMN mart.place_mentions.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';
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
