-- Makes the staged versions' rows of fact_position equal to what was staged: replaces them whole.
DELETE FROM fact_position WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_position (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, person_id, title, organization_id, tenure, change, starts_on, ends_on, run_id, rules_version)
SELECT
    fact_id,
    version_id,
    article_id,
    sentence_number,
    char_start,
    char_end,
    surface,
    is_repeat,
    confidence,
    rule,
    coalesce(key_of('person' || '|' || person), 'unknown'),
    title,
    coalesce(key_of('organization' || '|' || organization), 'unknown'),
    tenure,
    change,
    starts_on,
    ends_on,
    $run_id,
    $rules_version
FROM staged_position_observations AS staged;
