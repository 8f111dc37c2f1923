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
