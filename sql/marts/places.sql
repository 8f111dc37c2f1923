-- Every administrative unit and country, as it stood and as of today: a unit that was divided has several of today.
CREATE OR REPLACE VIEW mart.places AS
WITH RECURSIVE step AS (
    SELECT place_code, successor_code FROM bridge_place_successor
    UNION ALL
    -- A district that ended with its level lives on in its communes.
    SELECT d.place_code, c.place_code
    FROM dim_place AS d
    JOIN dim_place AS c ON c.parent_code = d.place_code
    WHERE d.level = 'district' AND d.place_code NOT IN (SELECT place_code FROM bridge_place_successor)
),
path AS (
    SELECT place_code, place_code AS reached FROM dim_place
    UNION
    SELECT path.place_code, step.successor_code FROM path JOIN step ON path.reached = step.place_code
),
today AS (
    SELECT
        path.place_code,
        list(now.place_code ORDER BY now.place_code) AS codes,
        list(CASE WHEN now.unit IS NULL OR starts_with(lower(now.name), now.unit) THEN now.name ELSE now.unit || ' ' || now.name END ORDER BY now.place_code) AS names,
        list(DISTINCT province.name ORDER BY province.name) AS provinces
    FROM path
    JOIN dim_place AS now ON path.reached = now.place_code AND now.valid_to IS NULL
    LEFT JOIN dim_place AS province ON now.province_code = province.place_code
    GROUP BY path.place_code
)
SELECT
    p.place_code,
    p.code,
    p.name,
    p.unit,
    p.level,
    above.name AS parent,
    province.name AS province,
    p.valid_from,
    p.valid_to,
    p.valid_to IS NULL AS is_current,
    CASE WHEN len(t.codes) = 1 THEN t.codes[1] END AS today_code,
    CASE WHEN len(t.codes) = 1 THEN t.names[1] END AS today,
    coalesce(t.names, []) AS today_places,
    CASE WHEN len(t.provinces) = 1 THEN t.provinces[1] END AS today_province
FROM dim_place AS p
LEFT JOIN dim_place AS above ON p.parent_code = above.place_code
LEFT JOIN dim_place AS province ON p.province_code = province.place_code
LEFT JOIN today AS t ON p.place_code = t.place_code;
COMMENT ON VIEW mart.places IS 'Grain: one administrative unit in one period of its life, or one country, with what it is today.';
COMMENT ON COLUMN mart.places.place_code IS 'Its id, such as c00004-2025.';
COMMENT ON COLUMN mart.places.code IS 'Official code.';
COMMENT ON COLUMN mart.places.name IS 'Its name without the word for its unit.';
COMMENT ON COLUMN mart.places.unit IS 'The word for its unit.';
COMMENT ON COLUMN mart.places.level IS 'country, province, city, district, commune or ward.';
COMMENT ON COLUMN mart.places.parent IS 'Name of the unit above it, as it was then.';
COMMENT ON COLUMN mart.places.province IS 'Name of its province, as it was then.';
COMMENT ON COLUMN mart.places.valid_from IS 'The first day on which it stood; null: since before 2019.';
COMMENT ON COLUMN mart.places.valid_to IS 'The last day on which it stood; null: to this day.';
COMMENT ON COLUMN mart.places.is_current IS 'True where it stands today.';
COMMENT ON COLUMN mart.places.today_code IS 'place_code of the one unit that it is today; null where it was divided or its level is no more.';
COMMENT ON COLUMN mart.places.today IS 'That unit with its word, such as phường Hạ Long.';
COMMENT ON COLUMN mart.places.today_places IS 'The units of today that have a part of it, or may have: of a district those of its communes, of what was divided all parts.';
COMMENT ON COLUMN mart.places.today_province IS 'The province of today in which all of it lies.';
