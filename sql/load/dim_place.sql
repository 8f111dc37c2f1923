-- Makes dim_place and bridge_place_successor equal to the seeds; only what differs is written.
CREATE OR REPLACE TEMP TABLE fresh_place AS
WITH unit AS (
    SELECT u.id, u.code, u.name, u.unit, u.parent, u.valid_from::DATE AS valid_from, u.valid_to::DATE AS valid_to,
        CASE WHEN u.id LIKE 'p%' THEN u.id WHEN u.parent LIKE 'p%' THEN u.parent ELSE above.parent END AS province_code
    FROM seed_administrative_units AS u
    LEFT JOIN seed_administrative_units AS above ON u.parent = above.id
)
SELECT
    id AS place_code,
    code,
    name,
    unit,
    CASE
        WHEN unit = 'tỉnh' THEN 'province'
        WHEN unit = 'thành phố' AND id LIKE 'p%' THEN 'city'
        WHEN id LIKE 'd%' THEN 'district'
        WHEN unit = 'phường' THEN 'ward'
        ELSE 'commune'
    END AS level,
    parent AS parent_code,
    province_code,
    valid_from,
    valid_to
FROM unit
UNION ALL
SELECT code, code, name, NULL, 'country', NULL, NULL, NULL, NULL FROM seed_countries;

CREATE OR REPLACE TEMP TABLE gone_place AS FROM dim_place EXCEPT FROM fresh_place;
CREATE OR REPLACE TEMP TABLE new_place AS FROM fresh_place EXCEPT FROM dim_place;
DELETE FROM dim_place WHERE place_code IN (SELECT place_code FROM gone_place);
INSERT INTO dim_place FROM new_place;

CREATE OR REPLACE TEMP TABLE fresh_successor AS
SELECT id AS place_code, successor AS successor_code, changed_on::DATE AS changed_on FROM seed_administrative_successors;
CREATE OR REPLACE TEMP TABLE gone_successor AS FROM bridge_place_successor EXCEPT FROM fresh_successor;
CREATE OR REPLACE TEMP TABLE new_successor AS FROM fresh_successor EXCEPT FROM bridge_place_successor;
DELETE FROM bridge_place_successor
WHERE EXISTS (FROM gone_successor AS g WHERE g.place_code = bridge_place_successor.place_code AND g.successor_code = bridge_place_successor.successor_code);
INSERT INTO bridge_place_successor FROM new_successor;
