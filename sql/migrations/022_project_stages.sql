-- Projects are told as delayed, suspended and cancelled too.
COMMENT ON COLUMN fact_investment.stage IS 'proposed, approved, registered, started, delayed, suspended, cancelled or completed.';
