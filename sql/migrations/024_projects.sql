-- Projects as things: one row an undertaking, whatever each article called it.

ALTER TABLE dim_entity ADD COLUMN project_kind VARCHAR;
ALTER TABLE dim_entity ADD COLUMN known_by VARCHAR;
COMMENT ON COLUMN dim_entity.fold IS 'The name as names are compared: lower case, without marks, initials, legal forms, the word for a province, and how a project''s kind of work is written.';
COMMENT ON COLUMN dim_entity.project_kind IS 'Of a project: what it builds, by the words that open its name; null where they tell none.';
COMMENT ON COLUMN dim_entity.known_by IS 'Of a project: what tells it from others: whole, its name wherever it is told (a line''s two ends); name, or mark (a number, a single word), together with its province; null where the name is of common words alone.';
-- Their names are folded anew, and settled by the next load.
UPDATE dim_entity SET fold = NULL WHERE entity_kind = 'project';

-- Grain: one project.
CREATE TABLE dim_project (
    project_id    VARCHAR,
    name          VARCHAR,
    aliases       VARCHAR[],
    kind          VARCHAR,
    province      VARCHAR,
    articles      INTEGER,
    first_seen_on DATE,
    last_seen_on  DATE
);
COMMENT ON TABLE dim_project IS 'Grain: one project, those of one name in different provinces apart.';
COMMENT ON COLUMN dim_project.project_id IS 'Key of the least thing that ties the project''s tellings together.';
COMMENT ON COLUMN dim_project.name IS 'The name told most.';
COMMENT ON COLUMN dim_project.aliases IS 'The other names told.';
COMMENT ON COLUMN dim_project.kind IS 'What it builds: road, bridge, factory, industrial_zone and their like (seeds/reference/project_kinds.csv); null where its name tells none.';
COMMENT ON COLUMN dim_project.province IS 'The province or city of today in which its articles place it; null where they tell none or several.';
COMMENT ON COLUMN dim_project.articles IS 'Articles that tell of it, reprints counted once.';
COMMENT ON COLUMN dim_project.first_seen_on IS 'Day of the first of them.';
COMMENT ON COLUMN dim_project.last_seen_on IS 'Day of the last of them.';

COMMENT ON TABLE bridge_identity IS 'Grain: one telling: a person''s or project''s name in one article, an organisation''s name, or one told event; and whom or what it means.';
COMMENT ON COLUMN bridge_identity.entity_kind IS 'person, organization, event or project.';
COMMENT ON COLUMN bridge_identity.identity_id IS 'Whom or what it means; dim_person, dim_organization, dim_event or dim_project.';
COMMENT ON COLUMN bridge_identity.reason IS 'Why: alone, same_name, same_office, same_seat, same_rank, names_body, same_day, same_edition, same_theme, same_venue, same_place, same_investor, only_one or judged.';
