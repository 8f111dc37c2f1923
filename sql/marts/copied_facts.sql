-- Facts that a copy tells after its original: no count or sum is to take them again. `original_id` is where each counts.
CREATE OR REPLACE VIEW mart.copied_facts AS
SELECT fact_type, fact_id, article_id, original_id FROM bridge_copied_fact;
