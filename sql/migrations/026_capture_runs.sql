-- Which run laid a capture down: when a capture was made says nothing of when the warehouse had it (mart.changes_since).
ALTER TABLE ops.version_capture ADD COLUMN run_id VARCHAR;
COMMENT ON COLUMN ops.version_capture.run_id IS 'The run that laid it down; null where an older khotin did not note it.';
