-- Who and what is meant across articles: names folded for comparison, tellings tied to identities, and the identities.

-- Lower case, old and new tone placement alike ("hòa", "hoà"), letters and digits only.
CREATE OR REPLACE MACRO toned(x) AS
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        lower(x), 'oà', 'òa'), 'oá', 'óa'), 'oả', 'ỏa'), 'oã', 'õa'), 'oạ', 'ọa'), 'oè', 'òe'), 'oé', 'óe'), 'oẻ', 'ỏe'), 'oẽ', 'õe'), 'oẹ', 'ọe'),
        'uỳ', 'ùy'), 'uý', 'úy'), 'uỷ', 'ủy'), 'uỹ', 'ũy'), 'uỵ', 'ụy');
CREATE OR REPLACE MACRO folded(x) AS trim(regexp_replace(toned(x), '[^\p{L}\p{N}]+', ' ', 'g'));

ALTER TABLE dim_entity ADD COLUMN fold VARCHAR;
ALTER TABLE dim_entity ADD COLUMN organization_kind VARCHAR;
ALTER TABLE dim_entity ADD COLUMN seat VARCHAR;
COMMENT ON COLUMN dim_entity.fold IS 'The name as names are compared: lower case, without marks, initials, legal forms and the word for a province.';
COMMENT ON COLUMN dim_entity.organization_kind IS 'state, party, mass, company, bank, school, institute, hospital, press, cooperative or international; null where unknown.';
COMMENT ON COLUMN dim_entity.seat IS 'Of a public body: the province it belongs to, or ''central''; null where unknown or below a province.';

-- Grain: one telling: a person's name in one article, an organisation's name, or one told event.
CREATE TABLE bridge_identity (
    entity_kind VARCHAR,
    telling_id  VARCHAR,
    article_id  VARCHAR,
    name_id     VARCHAR,
    identity_id VARCHAR,
    reason      VARCHAR,
    evidence    VARCHAR
);
COMMENT ON TABLE bridge_identity IS 'Grain: one telling: a person''s name in one article, an organisation''s name, or one told event; and whom or what it means.';
COMMENT ON COLUMN bridge_identity.entity_kind IS 'person, organization or event.';
COMMENT ON COLUMN bridge_identity.telling_id IS 'Key of the article and the name; the name for an organisation; the fact_id for an event.';
COMMENT ON COLUMN bridge_identity.article_id IS 'The article; null for an organisation.';
COMMENT ON COLUMN bridge_identity.name_id IS 'The name as told; dim_entity; null for an event.';
COMMENT ON COLUMN bridge_identity.identity_id IS 'Whom or what it means; dim_person, dim_organization or dim_event.';
COMMENT ON COLUMN bridge_identity.reason IS 'Why: alone, same_name, same_office, same_seat, same_rank, names_body, same_day, same_edition, same_theme, same_venue or judged.';
COMMENT ON COLUMN bridge_identity.evidence IS 'What it shares with the others, in words.';

-- Grain: one person.
CREATE TABLE dim_person (
    person_id     VARCHAR,
    name          VARCHAR,
    aliases       VARCHAR[],
    is_public     BOOLEAN,
    articles      INTEGER,
    first_seen_on DATE,
    last_seen_on  DATE
);
COMMENT ON TABLE dim_person IS 'Grain: one person, namesakes apart.';
COMMENT ON COLUMN dim_person.person_id IS 'Key of the least thing that ties the person''s tellings together.';
COMMENT ON COLUMN dim_person.name IS 'The name told most.';
COMMENT ON COLUMN dim_person.aliases IS 'The other names told.';
COMMENT ON COLUMN dim_person.is_public IS 'True where an article has the person in an office of state or Party.';
COMMENT ON COLUMN dim_person.articles IS 'Articles that name the person.';
COMMENT ON COLUMN dim_person.first_seen_on IS 'Day of the first of them.';
COMMENT ON COLUMN dim_person.last_seen_on IS 'Day of the last of them.';

-- Grain: one organisation.
CREATE TABLE dim_organization (
    organization_id VARCHAR,
    name            VARCHAR,
    aliases         VARCHAR[],
    kind            VARCHAR,
    seat            VARCHAR,
    valid_from      DATE,
    valid_to        DATE
);
COMMENT ON TABLE dim_organization IS 'Grain: one organisation.';
COMMENT ON COLUMN dim_organization.organization_id IS 'Key of its folded name.';
COMMENT ON COLUMN dim_organization.name IS 'Its fullest name told.';
COMMENT ON COLUMN dim_organization.aliases IS 'The other names told.';
COMMENT ON COLUMN dim_organization.kind IS 'state, party, mass, company, bank, school, institute, hospital, press, cooperative or international; null where unknown.';
COMMENT ON COLUMN dim_organization.seat IS 'Of a public body: the province it belongs to, or ''central''.';
COMMENT ON COLUMN dim_organization.valid_from IS 'Of a central body: the first day on which it stood; null: since before 2007.';
COMMENT ON COLUMN dim_organization.valid_to IS 'Of a central body: the last day on which it stood; null: to this day.';

-- Grain: one central body and one of those that took over from it.
CREATE TABLE bridge_organization_successor (
    name       VARCHAR,
    successor  VARCHAR,
    changed_on DATE,
    field      VARCHAR
);
COMMENT ON TABLE bridge_organization_successor IS 'Grain: one central body and one of those that took over from it: many to many.';
COMMENT ON COLUMN bridge_organization_successor.name IS 'The body that ended or gave something up.';
COMMENT ON COLUMN bridge_organization_successor.successor IS 'The body that has it since.';
COMMENT ON COLUMN bridge_organization_successor.changed_on IS 'The first day of it.';
COMMENT ON COLUMN bridge_organization_successor.field IS 'What passed on, where only a part did; null for the body as a whole.';

-- Grain: one event.
CREATE TABLE dim_event (
    event_id    VARCHAR,
    name        VARCHAR,
    theme       VARCHAR,
    event_kind  VARCHAR,
    starts_on   DATE,
    ends_on     DATE,
    part_of_day VARCHAR,
    venue       VARCHAR,
    place_id    VARCHAR,
    articles    INTEGER
);
COMMENT ON TABLE dim_event IS 'Grain: one event, however many articles tell of it.';
COMMENT ON COLUMN dim_event.event_id IS 'Key of the least thing that ties its tellings together; fact_event has it too.';
COMMENT ON COLUMN dim_event.name IS 'Its name as told most, the fuller of equals.';
COMMENT ON COLUMN dim_event.theme IS 'Its theme.';
COMMENT ON COLUMN dim_event.event_kind IS 'Its kind.';
COMMENT ON COLUMN dim_event.starts_on IS 'Its first day.';
COMMENT ON COLUMN dim_event.ends_on IS 'Its last day.';
COMMENT ON COLUMN dim_event.part_of_day IS 'morning, noon, afternoon, evening or night.';
COMMENT ON COLUMN dim_event.venue IS 'Where in the place.';
COMMENT ON COLUMN dim_event.place_id IS 'Where; dim_entity.';
COMMENT ON COLUMN dim_event.articles IS 'Articles that tell of it, reprints counted once.';
