-- What a fact's `rule` is: its comment spoke of a table that there is not.
COMMENT ON COLUMN fact_mention.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_measurement.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_target.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_statement.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_event.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_investment.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_agreement.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_position.rule IS 'The rule that read it; `khotin rules` lists them.';
COMMENT ON COLUMN fact_citation.rule IS 'The rule that read it; `khotin rules` lists them.';
