-- The gazetteer: every administrative unit as it stood, what became of it, and which one a mention means.

-- Grain: one administrative unit in one period of its life, or one country.
CREATE TABLE dim_place (
    place_code    VARCHAR,
    code          VARCHAR,
    name          VARCHAR,
    unit          VARCHAR,
    level         VARCHAR,
    parent_code   VARCHAR,
    province_code VARCHAR,
    valid_from    DATE,
    valid_to      DATE
);
COMMENT ON TABLE dim_place IS 'Grain: one administrative unit in one period of its life, or one country.';
COMMENT ON COLUMN dim_place.place_code IS 'Its id in seeds/reference/administrative_units.csv, such as c00004-2025; a country''s ISO code.';
COMMENT ON COLUMN dim_place.code IS 'Official code of the General Statistics Office, which several periods may share; a country''s ISO code.';
COMMENT ON COLUMN dim_place.name IS 'Its name without the word for its unit.';
COMMENT ON COLUMN dim_place.unit IS 'The word for its unit: tỉnh, thành phố, huyện, quận, thị xã, xã, phường, thị trấn, đặc khu; null for a country.';
COMMENT ON COLUMN dim_place.level IS 'country, province, city (under the central government), district, commune or ward.';
COMMENT ON COLUMN dim_place.parent_code IS 'The unit above it; dim_place.';
COMMENT ON COLUMN dim_place.province_code IS 'The province or city in which it lies, itself for a province; dim_place.';
COMMENT ON COLUMN dim_place.valid_from IS 'The first day on which it stood; null: since before 2019.';
COMMENT ON COLUMN dim_place.valid_to IS 'The last day on which it stood; null: to this day.';

-- Grain: one administrative unit and one of those that it went into on one day.
CREATE TABLE bridge_place_successor (
    place_code     VARCHAR,
    successor_code VARCHAR,
    changed_on     DATE
);
COMMENT ON TABLE bridge_place_successor IS 'Grain: one administrative unit and one of those that it went into: many to many.';
COMMENT ON COLUMN bridge_place_successor.place_code IS 'The unit that ended; dim_place.';
COMMENT ON COLUMN bridge_place_successor.successor_code IS 'A unit that has all or part of it since; dim_place.';
COMMENT ON COLUMN bridge_place_successor.changed_on IS 'The first day of the successor.';

ALTER TABLE fact_mention ADD COLUMN place_code VARCHAR;
COMMENT ON COLUMN fact_mention.place_code IS 'The administrative unit or country that a place''s name means on the article''s day; null where several are possible; dim_place.';
