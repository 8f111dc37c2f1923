-- Folds the names of the entities that are new, and says of organisations what they are and where they belong; of projects
-- what project_names.sql found.
-- Legal forms: Law on Enterprises 2020, articles 46, 74, 111, 177. Public bodies below a province have no seat here:
-- what tells namesakes apart there is the body itself.
CREATE OR REPLACE TEMP TABLE province AS
SELECT DISTINCT unit, name, folded(name) AS fold,
    (unit, name) IN (SELECT (unit, name) FROM dim_place WHERE level = 'district') AS is_ambiguous
FROM dim_place WHERE level IN ('province', 'city');

CREATE OR REPLACE TEMP TABLE central_body AS
SELECT name, CASE WHEN kind IN ('party', 'mass') THEN kind ELSE 'state' END AS kind FROM seed_central_bodies;

CREATE OR REPLACE TEMP TABLE head AS
SELECT folded(head) AS head, kind FROM seed_organization_heads
UNION ALL
VALUES ('ủy ban nhân dân', 'state'), ('hội đồng nhân dân', 'state'), ('bộ', 'state'), ('sở', 'state'), ('ủy ban', 'state'), ('văn phòng', 'state'),
    ('tỉnh ủy', 'party'), ('thành ủy', 'party'), ('huyện ủy', 'party'), ('quận ủy', 'party'), ('thị ủy', 'party'), ('đảng ủy', 'party'),
    ('ban chấp hành', 'party'), ('ban thường vụ', 'party');

CREATE OR REPLACE TEMP TABLE headed AS
SELECT n.entity_id, arg_max(h.kind, length(h.head)) AS kind
FROM new_name AS n JOIN head AS h ON split_part(n.plain, ' ', 1) = split_part(h.head, ' ', 1) AND starts_with(n.plain || ' ', h.head || ' ')
WHERE n.entity_kind = 'organization'
GROUP BY n.entity_id;

CREATE OR REPLACE TEMP TABLE seated AS
SELECT n.entity_id, arg_max(p.name, length(p.name)) AS seat
FROM new_name AS n JOIN province AS p ON ends_with(n.plain, ' ' || p.fold)
WHERE n.entity_kind = 'organization'
    AND NOT regexp_matches(n.plain, ' (huyện|quận|thị xã|thị trấn|xã|phường|đặc khu) ')
    AND (n.area.unit = '' OR n.area.province <> p.name OR lower(n.area.unit) = p.unit AND NOT p.is_ambiguous)
GROUP BY n.entity_id;

UPDATE dim_entity
SET
    project_kind = known.project_kind,
    known_by = known.known_by,
    fold = CASE known.entity_kind
        WHEN 'person' THEN regexp_replace(known.plain, '^(\S+)(?: \p{L})+ (\S+.*)$', '\1 \2')
        WHEN 'organization' THEN known.core
        WHEN 'project' THEN known.project_core
        ELSE known.plain
    END,
    organization_kind = known.kind,
    seat = known.seat
FROM (
    SELECT
        n.entity_id, n.entity_kind, n.plain,
        regexp_replace(regexp_replace(regexp_replace(
            CASE WHEN p.name IS NULL OR headed.kind NOT IN ('state', 'party', 'mass') THEN n.plain ELSE left(n.plain, length(n.plain) - length(n.area.unit) - length(p.fold) - 1) || p.fold END,
            '^(tổng )?(?:công ty|cty)(?: (?:cổ phần|cp|tnhh|trách nhiệm hữu hạn|hợp danh|mtv|một thành viên|1 thành viên|hai thành viên|2 thành viên|trở lên|tư nhân|liên doanh))+ ',
            '\1công ty '), '^công ty (tập đoàn|tổng công ty) ', '\1 '), '^ngân hàng (?:tmcp|thương mại cổ phần|thương mại|tnhh|mtv)+ ', 'ngân hàng ') AS core,
        coalesce(b.kind, o.kind, headed.kind) AS kind,
        CASE WHEN b.kind IS NOT NULL THEN 'central' WHEN headed.kind IN ('state', 'party', 'mass') THEN seated.seat END AS seat,
        np.core AS project_core, np.kind AS project_kind, np.known_by
    FROM new_name AS n
    LEFT JOIN province AS p ON n.entity_kind = 'organization' AND lower(n.area.unit) = p.unit AND n.area.province = p.name AND NOT p.is_ambiguous
    LEFT JOIN central_body AS b ON n.entity_kind = 'organization' AND n.name = b.name
    LEFT JOIN seed_organizations AS o ON n.entity_kind = 'organization' AND n.name = o.organization
    LEFT JOIN headed ON n.entity_id = headed.entity_id
    LEFT JOIN seated ON n.entity_id = seated.entity_id
    LEFT JOIN named_project AS np ON n.entity_id = np.entity_id
) AS known
WHERE dim_entity.entity_id = known.entity_id;
