-- What fails an expectation of the star is left out of it, and stops nothing.
-- Grain: one thing that is left out: a fact, a topic of an article, or a tie between rows.
CREATE TABLE left_out (
    kind        VARCHAR,
    thing_id    VARCHAR,
    expectation VARCHAR,
    reason      VARCHAR,
    version_id  VARCHAR,
    fact_type   VARCHAR,
    char_start  INTEGER,
    char_end    INTEGER,
    tellings    VARCHAR[],
    articles    VARCHAR[],
    payload     VARCHAR
);
COMMENT ON TABLE left_out IS 'Grain: one thing that fails an expectation of the star and is left out of it. Ties are judged anew by every publication, a fact or topic when its article is read again.';
COMMENT ON COLUMN left_out.kind IS 'fact, topic, claim, position, identity, event or reprint.';
COMMENT ON COLUMN left_out.thing_id IS 'The fact_id, claim_id, person, organisation, telling or event; parts of a longer key are joined by |.';
COMMENT ON COLUMN left_out.expectation IS 'The expectation that it fails.';
COMMENT ON COLUMN left_out.reason IS 'The expectation in words.';
COMMENT ON COLUMN left_out.version_id IS 'Of a fact or topic: its article version; dim_article.';
COMMENT ON COLUMN left_out.fact_type IS 'Of a fact: its type.';
COMMENT ON COLUMN left_out.char_start IS 'Of a fact: where its words begin.';
COMMENT ON COLUMN left_out.char_end IS 'Of a fact: where its words end.';
COMMENT ON COLUMN left_out.tellings IS 'Of an identity or event: the tellings that stand apart meanwhile; bridge_identity.';
COMMENT ON COLUMN left_out.articles IS 'The articles that it ties, or that tell it.';
COMMENT ON COLUMN left_out.payload IS 'The row that fails, as JSON.';
