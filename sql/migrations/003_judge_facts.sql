-- Judgements of people, applied at every publication. The star shows the fact as judged; what the rules read is kept here.
-- Grain: one judged fact of a version that the star holds.
CREATE TABLE fact_judgement (
    fact_id       VARCHAR,
    fact_type     VARCHAR,
    version_id    VARCHAR,
    action        VARCHAR,
    amendment     VARCHAR,
    reason        VARCHAR,
    judged_by     VARCHAR,
    judged_at     TIMESTAMPTZ,
    original      VARCHAR,
    run_id        VARCHAR,
    rules_version VARCHAR
);
COMMENT ON TABLE fact_judgement IS 'Grain: one fact that a person judged, or that leans on one rejected.';
COMMENT ON COLUMN fact_judgement.fact_id IS 'The fact; no table holds it any more where the action is reject.';
COMMENT ON COLUMN fact_judgement.fact_type IS 'Its type: the view of schema mart.';
COMMENT ON COLUMN fact_judgement.version_id IS 'The article version; dim_article.';
COMMENT ON COLUMN fact_judgement.action IS 'accept, reject or amend.';
COMMENT ON COLUMN fact_judgement.amendment IS 'The columns amended, as JSON.';
COMMENT ON COLUMN fact_judgement.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN fact_judgement.judged_by IS 'Who judged.';
COMMENT ON COLUMN fact_judgement.judged_at IS 'When.';
COMMENT ON COLUMN fact_judgement.original IS 'The row as the rules read it, as JSON.';
COMMENT ON COLUMN fact_judgement.run_id IS 'The run that read it.';
COMMENT ON COLUMN fact_judgement.rules_version IS 'The rules that read it.';
ALTER TABLE fact_mention ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_mention.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_measurement ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_measurement.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_target ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_target.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_statement ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_statement.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_event ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_event.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_investment ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_investment.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_agreement ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_agreement.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_position ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_position.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
ALTER TABLE fact_citation ADD COLUMN judgement VARCHAR;
COMMENT ON COLUMN fact_citation.judgement IS 'accepted or amended where a person judged the fact; fact_judgement says by whom and why.';
