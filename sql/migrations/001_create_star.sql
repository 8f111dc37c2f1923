-- The star: conformed dimensions, facts with their grain, bridges for lists. No keys are declared: uniqueness
-- and references are audited after every load, and bulk loads stay fast.

-- The key of a natural key, as flows.contracts.key makes it: parts joined by |.
CREATE OR REPLACE MACRO key_of(parts) AS left(md5(parts), 20);

-- Grain: one source of articles.
CREATE TABLE dim_source (
    source  VARCHAR,
    name_vi VARCHAR,
    name_en VARCHAR
);
COMMENT ON TABLE dim_source IS 'Grain: one source of articles.';
COMMENT ON COLUMN dim_source.source IS 'The source: a host, or the name in an article''s metadata; ''unknown'' where none is known.';
COMMENT ON COLUMN dim_source.name_vi IS 'Its name in Vietnamese.';
COMMENT ON COLUMN dim_source.name_en IS 'Its name in English.';

-- Grain: one version of one article.
CREATE TABLE dim_article (
    version_id      VARCHAR,
    article_id      VARCHAR,
    article_version INTEGER,
    is_current      BOOLEAN,
    sha256          VARCHAR,
    source          VARCHAR,
    origin          VARCHAR,
    title           VARCHAR,
    lead            VARCHAR,
    byline          VARCHAR,
    published_on    DATE,
    published_at    TIMESTAMPTZ,
    published_from  VARCHAR,
    first_seen_at   TIMESTAMPTZ,
    withdrawn_at    TIMESTAMPTZ,
    language        VARCHAR,
    words           INTEGER,
    text            VARCHAR,
    duplicate_of    VARCHAR,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE dim_article IS 'Grain: one version of one article.';
COMMENT ON COLUMN dim_article.version_id IS 'This text of the article: key of article_id and the text''s SHA-256.';
COMMENT ON COLUMN dim_article.article_id IS 'The article: key of its canonical URL, else its id, else its path.';
COMMENT ON COLUMN dim_article.article_version IS '1, 2, … by (published_at, first_seen_at, sha256), nulls first.';
COMMENT ON COLUMN dim_article.is_current IS 'True for the newest version.';
COMMENT ON COLUMN dim_article.sha256 IS 'The document it was read from, in landing/.';
COMMENT ON COLUMN dim_article.source IS 'Where it came from; dim_source.';
COMMENT ON COLUMN dim_article.origin IS 'URL, or path relative to the source''s root.';
COMMENT ON COLUMN dim_article.title IS 'The headline.';
COMMENT ON COLUMN dim_article.lead IS 'The standfirst.';
COMMENT ON COLUMN dim_article.byline IS 'Who wrote it.';
COMMENT ON COLUMN dim_article.published_on IS 'Day of publication in Vietnam; null where the article gives none.';
COMMENT ON COLUMN dim_article.published_at IS 'Instant of publication where the article gives one.';
COMMENT ON COLUMN dim_article.published_from IS 'Where the date was read: header, metadata, feed, url or text.';
COMMENT ON COLUMN dim_article.first_seen_at IS 'When a run first fetched this text.';
COMMENT ON COLUMN dim_article.withdrawn_at IS 'When the source was seen to have withdrawn it.';
COMMENT ON COLUMN dim_article.language IS 'ISO 639 code.';
COMMENT ON COLUMN dim_article.words IS 'Syllables of the text.';
COMMENT ON COLUMN dim_article.text IS 'Title, lead and body as one NFC string; spans count its code points.';
COMMENT ON COLUMN dim_article.duplicate_of IS 'article_id of the article whose text this one repeats.';
COMMENT ON COLUMN dim_article.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN dim_article.rules_version IS 'The rules by which it was read.';

-- Grain: one sentence of one article version.
CREATE TABLE dim_sentence (
    version_id      VARCHAR,
    sentence_number INTEGER,
    paragraph       INTEGER,
    section         INTEGER,
    role            VARCHAR,
    char_start      INTEGER,
    char_end        INTEGER,
    sentence        VARCHAR,
    repeat_of       INTEGER,
    fingerprint     VARCHAR
);
COMMENT ON TABLE dim_sentence IS 'Grain: one sentence of one article version.';
COMMENT ON COLUMN dim_sentence.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN dim_sentence.sentence_number IS '0-based, in reading order.';
COMMENT ON COLUMN dim_sentence.paragraph IS '0-based number of its paragraph.';
COMMENT ON COLUMN dim_sentence.section IS 'Headings passed before it.';
COMMENT ON COLUMN dim_sentence.role IS 'header, title, lead, section, body, caption, pull_quote or byline.';
COMMENT ON COLUMN dim_sentence.char_start IS 'Where it begins in the text.';
COMMENT ON COLUMN dim_sentence.char_end IS 'Where it ends, exclusive.';
COMMENT ON COLUMN dim_sentence.sentence IS 'The sentence itself.';
COMMENT ON COLUMN dim_sentence.fingerprint IS 'Key of the sentence without case and marks; reprints share it. Null for headings and short ones.';
COMMENT ON COLUMN dim_sentence.repeat_of IS 'sentence_number of the sentence that says the same most fully.';

-- Grain: one person, organisation, place, project or sector that facts speak of.
CREATE TABLE dim_entity (
    entity_id   VARCHAR,
    entity_kind VARCHAR,
    name        VARCHAR
);
COMMENT ON TABLE dim_entity IS 'Grain: one person, organisation, place, project or sector that facts speak of.';
COMMENT ON COLUMN dim_entity.entity_id IS 'Key of its kind and name.';
COMMENT ON COLUMN dim_entity.entity_kind IS 'person, organization, place, country, project, sector or policy; ''unknown'' for the unknown member.';
COMMENT ON COLUMN dim_entity.name IS 'Canonical name.';

-- Grain: one metric.
CREATE TABLE dim_metric (
    metric       VARCHAR,
    name_vi      VARCHAR,
    name_en      VARCHAR,
    needs_period BOOLEAN,
    better       VARCHAR,
    successor    VARCHAR
);
COMMENT ON TABLE dim_metric IS 'Grain: one metric.';
COMMENT ON COLUMN dim_metric.metric IS 'Its code.';
COMMENT ON COLUMN dim_metric.name_vi IS 'Its name in Vietnamese.';
COMMENT ON COLUMN dim_metric.name_en IS 'Its name in English.';
COMMENT ON COLUMN dim_metric.needs_period IS 'True where a figure without a period cannot be compared.';
COMMENT ON COLUMN dim_metric.better IS 'higher, lower or none.';
COMMENT ON COLUMN dim_metric.successor IS 'The code that replaces a retired one.';

-- Grain: one unit of measure.
CREATE TABLE dim_unit (
    unit      VARCHAR,
    name_vi   VARCHAR,
    name_en   VARCHAR,
    dimension VARCHAR
);
COMMENT ON TABLE dim_unit IS 'Grain: one unit of measure.';
COMMENT ON COLUMN dim_unit.unit IS 'Its code.';
COMMENT ON COLUMN dim_unit.name_vi IS 'Its name in Vietnamese.';
COMMENT ON COLUMN dim_unit.name_en IS 'Its name in English.';
COMMENT ON COLUMN dim_unit.dimension IS 'money, percent, ratio, count, area, length, mass, power, energy, volume or time.';

-- Grain: one topic.
CREATE TABLE dim_topic (
    topic   VARCHAR,
    name_vi VARCHAR,
    name_en VARCHAR
);
COMMENT ON TABLE dim_topic IS 'Grain: one topic.';
COMMENT ON COLUMN dim_topic.topic IS 'Its code.';
COMMENT ON COLUMN dim_topic.name_vi IS 'Its name in Vietnamese.';
COMMENT ON COLUMN dim_topic.name_en IS 'Its name in English.';

-- Grain: one currency in one year.
CREATE TABLE dim_fx_rate (
    year INTEGER,
    unit VARCHAR,
    vnd  DECIMAL(38, 6)
);
COMMENT ON TABLE dim_fx_rate IS 'Grain: one currency in one year.';
COMMENT ON COLUMN dim_fx_rate.year IS 'The year.';
COMMENT ON COLUMN dim_fx_rate.unit IS 'The currency; dim_unit.';
COMMENT ON COLUMN dim_fx_rate.vnd IS 'Đồng for one unit, the year''s average.';

-- Grain: one office title.
CREATE TABLE dim_title (
    title       VARCHAR,
    rank        INTEGER,
    single_seat BOOLEAN
);
COMMENT ON TABLE dim_title IS 'Grain: one office title.';
COMMENT ON COLUMN dim_title.title IS 'Rank words.';
COMMENT ON COLUMN dim_title.rank IS '1 is highest.';
COMMENT ON COLUMN dim_title.single_seat IS 'True where a successor ends the predecessor''s term.';

-- Grain: one host of one told event.
CREATE TABLE bridge_event_host (
    fact_id    VARCHAR,
    version_id VARCHAR,
    entity_id  VARCHAR,
    position   INTEGER
);
COMMENT ON TABLE bridge_event_host IS 'Grain: one host of one told event.';
COMMENT ON COLUMN bridge_event_host.fact_id IS 'fact_event.';
COMMENT ON COLUMN bridge_event_host.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN bridge_event_host.entity_id IS 'The host; dim_entity.';
COMMENT ON COLUMN bridge_event_host.position IS '1-based order in the text.';

-- Grain: one participant of one told event.
CREATE TABLE bridge_event_participant (
    fact_id    VARCHAR,
    version_id VARCHAR,
    entity_id  VARCHAR,
    role       VARCHAR,
    position   INTEGER
);
COMMENT ON TABLE bridge_event_participant IS 'Grain: one participant of one told event.';
COMMENT ON COLUMN bridge_event_participant.fact_id IS 'fact_event.';
COMMENT ON COLUMN bridge_event_participant.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN bridge_event_participant.entity_id IS 'The participant; dim_entity.';
COMMENT ON COLUMN bridge_event_participant.role IS 'host or participant.';
COMMENT ON COLUMN bridge_event_participant.position IS '1-based order in the text.';

-- Grain: one party of one agreement.
CREATE TABLE bridge_agreement_party (
    fact_id    VARCHAR,
    version_id VARCHAR,
    entity_id  VARCHAR,
    position   INTEGER
);
COMMENT ON TABLE bridge_agreement_party IS 'Grain: one party of one agreement.';
COMMENT ON COLUMN bridge_agreement_party.fact_id IS 'fact_agreement.';
COMMENT ON COLUMN bridge_agreement_party.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN bridge_agreement_party.entity_id IS 'The party; dim_entity.';
COMMENT ON COLUMN bridge_agreement_party.position IS '1-based order in the text.';

-- Grain: one field of one agreement.
CREATE TABLE bridge_agreement_field (
    fact_id    VARCHAR,
    version_id VARCHAR,
    topic      VARCHAR,
    position   INTEGER
);
COMMENT ON TABLE bridge_agreement_field IS 'Grain: one field of one agreement.';
COMMENT ON COLUMN bridge_agreement_field.fact_id IS 'fact_agreement.';
COMMENT ON COLUMN bridge_agreement_field.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN bridge_agreement_field.topic IS 'The field; dim_topic.';
COMMENT ON COLUMN bridge_agreement_field.position IS '1-based order in the text.';

-- Grain: one place of one project.
CREATE TABLE bridge_investment_place (
    fact_id    VARCHAR,
    version_id VARCHAR,
    entity_id  VARCHAR,
    position   INTEGER
);
COMMENT ON TABLE bridge_investment_place IS 'Grain: one place of one project.';
COMMENT ON COLUMN bridge_investment_place.fact_id IS 'fact_investment.';
COMMENT ON COLUMN bridge_investment_place.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN bridge_investment_place.entity_id IS 'The place; dim_entity.';
COMMENT ON COLUMN bridge_investment_place.position IS '1-based order in the text.';

-- Grain: one topic of one article version.
CREATE TABLE bridge_article_topic (
    version_id VARCHAR,
    article_id VARCHAR,
    topic      VARCHAR,
    weight     DOUBLE
);
COMMENT ON TABLE bridge_article_topic IS 'Grain: one topic of one article version.';
COMMENT ON COLUMN bridge_article_topic.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN bridge_article_topic.article_id IS 'The article.';
COMMENT ON COLUMN bridge_article_topic.topic IS 'The topic; dim_topic.';
COMMENT ON COLUMN bridge_article_topic.weight IS 'Its share of the article''s topic words.';

-- Grain: one span of one article version that names an entity, a quantity or a date.
CREATE TABLE fact_mention (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    entity_kind     VARCHAR,
    entity_id       VARCHAR,
    value           DECIMAL(38, 6),
    value_high      DECIMAL(38, 6),
    unit            VARCHAR,
    comparator      VARCHAR,
    starts_on       DATE,
    ends_on         DATE,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_mention IS 'Grain: one span of one article version that names an entity, a quantity or a date.';
COMMENT ON COLUMN fact_mention.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_mention.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_mention.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_mention.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_mention.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_mention.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_mention.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_mention.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_mention.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_mention.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_mention.entity_kind IS 'person, organization, place, policy, quantity or date.';
COMMENT ON COLUMN fact_mention.entity_id IS 'Whom or what it names; dim_entity, ''unknown'' for quantities and dates.';
COMMENT ON COLUMN fact_mention.value IS 'The quantity, in base units.';
COMMENT ON COLUMN fact_mention.value_high IS 'The upper end of a range.';
COMMENT ON COLUMN fact_mention.unit IS 'Unit of the quantity; dim_unit.';
COMMENT ON COLUMN fact_mention.comparator IS 'eq, gt, ge, lt, le or approx.';
COMMENT ON COLUMN fact_mention.starts_on IS 'First day that the date names.';
COMMENT ON COLUMN fact_mention.ends_on IS 'Last day that the date names.';
COMMENT ON COLUMN fact_mention.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_mention.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one figure of one article version, at its span.
CREATE TABLE fact_measurement (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    claim_id        VARCHAR,
    metric          VARCHAR,
    subject_id      VARCHAR,
    subject_kind    VARCHAR,
    scope           VARCHAR,
    part_of         VARCHAR,
    kind            VARCHAR,
    value           DECIMAL(38, 6),
    value_high      DECIMAL(38, 6),
    unit            VARCHAR,
    per             VARCHAR,
    comparator      VARCHAR,
    status          VARCHAR,
    basis           VARCHAR,
    period_start    DATE,
    period_end      DATE,
    period_is_fuzzy BOOLEAN,
    value_vnd       DECIMAL(38, 6),
    value_usd       DECIMAL(38, 6),
    fx              VARCHAR,
    equivalent_of   VARCHAR,
    speaker_id      VARCHAR,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_measurement IS 'Grain: one figure of one article version, at its span.';
COMMENT ON COLUMN fact_measurement.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_measurement.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_measurement.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_measurement.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_measurement.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_measurement.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_measurement.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_measurement.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_measurement.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_measurement.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_measurement.claim_id IS 'The same figure across articles; null where it takes part in nothing across articles.';
COMMENT ON COLUMN fact_measurement.metric IS 'What is measured; dim_metric; null where not recognised.';
COMMENT ON COLUMN fact_measurement.subject_id IS 'Whose figure it is; dim_entity.';
COMMENT ON COLUMN fact_measurement.subject_kind IS 'place, organization, project, sector or country.';
COMMENT ON COLUMN fact_measurement.scope IS 'What narrows the figure; null for the whole.';
COMMENT ON COLUMN fact_measurement.part_of IS 'fact_id of the total it is a part of.';
COMMENT ON COLUMN fact_measurement.kind IS 'level, growth, change, share, ratio, multiple or rank.';
COMMENT ON COLUMN fact_measurement.value IS 'The figure in base units; a fall is negative.';
COMMENT ON COLUMN fact_measurement.value_high IS 'The upper end of a range.';
COMMENT ON COLUMN fact_measurement.unit IS 'Unit; dim_unit.';
COMMENT ON COLUMN fact_measurement.per IS 'Unit of the denominator of a rate.';
COMMENT ON COLUMN fact_measurement.comparator IS 'eq, gt, ge, lt, le or approx.';
COMMENT ON COLUMN fact_measurement.status IS 'actual, estimate, forecast, target or proposed.';
COMMENT ON COLUMN fact_measurement.basis IS 'What growth, change, ratio or multiple is measured against.';
COMMENT ON COLUMN fact_measurement.period_start IS 'First day of the period; null where the text gives none.';
COMMENT ON COLUMN fact_measurement.period_end IS 'Last day of the period, or the day as of which it holds.';
COMMENT ON COLUMN fact_measurement.period_is_fuzzy IS 'True where the words leave the period''s edges open.';
COMMENT ON COLUMN fact_measurement.value_vnd IS 'The figure in đồng, stated or at the year''s reference rate.';
COMMENT ON COLUMN fact_measurement.value_usd IS 'The figure in US dollars, stated or at the year''s reference rate.';
COMMENT ON COLUMN fact_measurement.fx IS 'stated, reference, or null.';
COMMENT ON COLUMN fact_measurement.equivalent_of IS 'fact_id of the figure that this one converts; such rows are left out of sums.';
COMMENT ON COLUMN fact_measurement.speaker_id IS 'Who said it; dim_entity.';
COMMENT ON COLUMN fact_measurement.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_measurement.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one stated goal of one article version, at its span.
CREATE TABLE fact_target (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    subject_id      VARCHAR,
    goal            VARCHAR,
    deadline        DATE,
    metric          VARCHAR,
    value           DECIMAL(38, 6),
    unit            VARCHAR,
    comparator      VARCHAR,
    speaker_id      VARCHAR,
    measurement_id  VARCHAR,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_target IS 'Grain: one stated goal of one article version, at its span.';
COMMENT ON COLUMN fact_target.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_target.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_target.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_target.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_target.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_target.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_target.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_target.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_target.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_target.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_target.subject_id IS 'Whose goal it is; dim_entity.';
COMMENT ON COLUMN fact_target.goal IS 'The goal in the article''s words.';
COMMENT ON COLUMN fact_target.deadline IS 'The day by which.';
COMMENT ON COLUMN fact_target.metric IS 'What is measured, for a goal with a figure; dim_metric.';
COMMENT ON COLUMN fact_target.value IS 'The figure aimed at.';
COMMENT ON COLUMN fact_target.unit IS 'Unit; dim_unit.';
COMMENT ON COLUMN fact_target.comparator IS 'eq, gt, ge, lt, le or approx.';
COMMENT ON COLUMN fact_target.speaker_id IS 'Who promised it; dim_entity.';
COMMENT ON COLUMN fact_target.measurement_id IS 'The same figure in fact_measurement.';
COMMENT ON COLUMN fact_target.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_target.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one frame of a speaker and a reporting verb in one article version.
CREATE TABLE fact_statement (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    speaker_id      VARCHAR,
    speaker_kind    VARCHAR,
    speaker_role    VARCHAR,
    organization_id VARCHAR,
    verb            VARCHAR,
    directness      VARCHAR,
    statement       VARCHAR,
    event           VARCHAR,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_statement IS 'Grain: one frame of a speaker and a reporting verb in one article version.';
COMMENT ON COLUMN fact_statement.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_statement.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_statement.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_statement.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_statement.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_statement.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_statement.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_statement.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_statement.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_statement.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_statement.speaker_id IS 'Who said it; dim_entity; ''unknown'' for a collective.';
COMMENT ON COLUMN fact_statement.speaker_kind IS 'person or organization; null for a collective.';
COMMENT ON COLUMN fact_statement.speaker_role IS 'The words for a collective or an unnamed office-holder.';
COMMENT ON COLUMN fact_statement.organization_id IS 'The organisation the speaker speaks for; dim_entity.';
COMMENT ON COLUMN fact_statement.verb IS 'The reporting verb''s head.';
COMMENT ON COLUMN fact_statement.directness IS 'direct (in quotation marks) or indirect.';
COMMENT ON COLUMN fact_statement.statement IS 'What was said.';
COMMENT ON COLUMN fact_statement.event IS 'The event at which it was said, where clear.';
COMMENT ON COLUMN fact_statement.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_statement.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one named event told by one article version.
CREATE TABLE fact_event (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    event_id        VARCHAR,
    name            VARCHAR,
    theme           VARCHAR,
    event_kind      VARCHAR,
    starts_on       DATE,
    ends_on         DATE,
    part_of_day     VARCHAR,
    venue           VARCHAR,
    place_id        VARCHAR,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_event IS 'Grain: one named event told by one article version.';
COMMENT ON COLUMN fact_event.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_event.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_event.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_event.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_event.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_event.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_event.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_event.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_event.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_event.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_event.event_id IS 'The event across articles: key of its folded name and first day.';
COMMENT ON COLUMN fact_event.name IS 'Its name, quote marks dropped.';
COMMENT ON COLUMN fact_event.theme IS 'Its theme.';
COMMENT ON COLUMN fact_event.event_kind IS 'conference, seminar, forum, fair, exhibition, ceremony, session, congress, festival, contest or event.';
COMMENT ON COLUMN fact_event.starts_on IS 'First day.';
COMMENT ON COLUMN fact_event.ends_on IS 'Last day.';
COMMENT ON COLUMN fact_event.part_of_day IS 'morning, noon, afternoon, evening or night.';
COMMENT ON COLUMN fact_event.venue IS 'The hall or house.';
COMMENT ON COLUMN fact_event.place_id IS 'Where; dim_entity.';
COMMENT ON COLUMN fact_event.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_event.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one project, or one total of projects, told by one article version.
CREATE TABLE fact_investment (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    project_id      VARCHAR,
    is_total        BOOLEAN,
    project_count   INTEGER,
    place_id        VARCHAR,
    investor_id     VARCHAR,
    amount_vnd      DECIMAL(38, 6),
    amount_usd      DECIMAL(38, 6),
    comparator      VARCHAR,
    stage           VARCHAR,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_investment IS 'Grain: one project, or one total of projects, told by one article version.';
COMMENT ON COLUMN fact_investment.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_investment.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_investment.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_investment.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_investment.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_investment.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_investment.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_investment.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_investment.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_investment.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_investment.project_id IS 'The project; dim_entity; ''unknown'' for a total.';
COMMENT ON COLUMN fact_investment.is_total IS 'True for a sum over several projects.';
COMMENT ON COLUMN fact_investment.project_count IS 'How many projects a total covers.';
COMMENT ON COLUMN fact_investment.place_id IS 'Where, the first of its places; dim_entity.';
COMMENT ON COLUMN fact_investment.investor_id IS 'Who invests; dim_entity.';
COMMENT ON COLUMN fact_investment.amount_vnd IS 'Capital in đồng as the text states it.';
COMMENT ON COLUMN fact_investment.amount_usd IS 'Capital in US dollars as the text states it.';
COMMENT ON COLUMN fact_investment.comparator IS 'eq, gt, ge, lt, le or approx.';
COMMENT ON COLUMN fact_investment.stage IS 'proposed, approved, registered, started or completed.';
COMMENT ON COLUMN fact_investment.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_investment.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one signing told by one article version.
CREATE TABLE fact_agreement (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    kind            VARCHAR,
    count           INTEGER,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_agreement IS 'Grain: one signing told by one article version.';
COMMENT ON COLUMN fact_agreement.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_agreement.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_agreement.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_agreement.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_agreement.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_agreement.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_agreement.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_agreement.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_agreement.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_agreement.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_agreement.kind IS 'memorandum, contract or cooperation.';
COMMENT ON COLUMN fact_agreement.count IS 'How many were signed.';
COMMENT ON COLUMN fact_agreement.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_agreement.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one person in one office as one article version has it.
CREATE TABLE fact_position (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    person_id       VARCHAR,
    title           VARCHAR,
    organization_id VARCHAR,
    tenure          VARCHAR,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_position IS 'Grain: one person in one office as one article version has it.';
COMMENT ON COLUMN fact_position.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_position.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_position.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_position.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_position.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_position.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_position.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_position.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_position.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_position.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_position.person_id IS 'Who; dim_entity.';
COMMENT ON COLUMN fact_position.title IS 'Rank words only.';
COMMENT ON COLUMN fact_position.organization_id IS 'The office''s organisation; dim_entity.';
COMMENT ON COLUMN fact_position.tenure IS 'current, former or acting.';
COMMENT ON COLUMN fact_position.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_position.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one numbered document named by one article version.
CREATE TABLE fact_citation (
    fact_id         VARCHAR,
    version_id      VARCHAR,
    article_id      VARCHAR,
    sentence_number INTEGER,
    char_start      INTEGER,
    char_end        INTEGER,
    surface         VARCHAR,
    is_repeat       BOOLEAN,
    confidence      DOUBLE,
    rule            VARCHAR,
    kind            VARCHAR,
    number          VARCHAR,
    symbol          VARCHAR,
    issuer          VARCHAR,
    year            INTEGER,
    run_id          VARCHAR,
    rules_version   VARCHAR
);
COMMENT ON TABLE fact_citation IS 'Grain: one numbered document named by one article version.';
COMMENT ON COLUMN fact_citation.fact_id IS 'This occurrence of the fact: key of version, type, span and what tells two at one span apart.';
COMMENT ON COLUMN fact_citation.version_id IS 'The version of the article that says it; dim_article.';
COMMENT ON COLUMN fact_citation.article_id IS 'The article that says it.';
COMMENT ON COLUMN fact_citation.sentence_number IS 'The sentence that says it, with version_id; dim_sentence.';
COMMENT ON COLUMN fact_citation.char_start IS 'Where the surface begins in the text: 0-based, in code points.';
COMMENT ON COLUMN fact_citation.char_end IS 'Where the surface ends, exclusive.';
COMMENT ON COLUMN fact_citation.surface IS 'The words themselves: text[char_start:char_end].';
COMMENT ON COLUMN fact_citation.is_repeat IS 'True where the article says the same more fully elsewhere.';
COMMENT ON COLUMN fact_citation.confidence IS 'The measured precision of the rule, 0 to 1.';
COMMENT ON COLUMN fact_citation.rule IS 'The rule that read it; dim_rule.';
COMMENT ON COLUMN fact_citation.kind IS 'resolution, decree, decision, law, directive, circular, conclusion, official_letter or plan.';
COMMENT ON COLUMN fact_citation.number IS 'The leading number.';
COMMENT ON COLUMN fact_citation.symbol IS 'The number as written.';
COMMENT ON COLUMN fact_citation.issuer IS 'Who issued it, by its symbol.';
COMMENT ON COLUMN fact_citation.year IS 'The year in its symbol.';
COMMENT ON COLUMN fact_citation.run_id IS 'The run that loaded the row.';
COMMENT ON COLUMN fact_citation.rules_version IS 'Hash of the code''s version and of every seed by which it was read.';

-- Grain: one ordered pair of articles whose current texts share most of their sentences.
CREATE TABLE bridge_reprint (
    article_id VARCHAR,
    other_id   VARCHAR,
    shared     DOUBLE
);
COMMENT ON TABLE bridge_reprint IS 'Grain: one ordered pair of articles whose current texts share most of their sentences.';
COMMENT ON COLUMN bridge_reprint.article_id IS 'An article.';
COMMENT ON COLUMN bridge_reprint.other_id IS 'An article that tells the same.';
COMMENT ON COLUMN bridge_reprint.shared IS 'Sentences in common, as a share of the shorter article''s.';

-- The unknown member: no fact points nowhere.
INSERT INTO dim_entity VALUES ('unknown', 'unknown', NULL);
INSERT INTO dim_source VALUES ('unknown', NULL, NULL);
