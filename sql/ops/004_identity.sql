-- What people judged of identities: two tellings are the same, or one stands apart; the last word on a pair holds.
CREATE TABLE identity (
    entity_kind VARCHAR, telling_id VARCHAR, other_id VARCHAR, verdict VARCHAR, reason VARCHAR, judged_by VARCHAR, "at" TIMESTAMPTZ
);
COMMENT ON TABLE identity IS 'Grain: one judgement of a person on who or what is meant: same, apart or undone.';
