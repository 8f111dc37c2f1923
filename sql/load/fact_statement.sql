-- Makes the staged versions' rows of fact_statement equal to what was staged: replaces them whole.
DELETE FROM fact_statement WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_statement (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, speaker_id, speaker_kind, speaker_role, organization_id, verb, directness, statement, event, run_id, rules_version)
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
    coalesce(key_of(speaker_kind || '|' || speaker), 'unknown'),
    speaker_kind,
    speaker_role,
    coalesce(key_of('organization' || '|' || organization), 'unknown'),
    verb,
    directness,
    statement,
    event,
    $run_id,
    $rules_version
FROM staged_statements AS staged;
