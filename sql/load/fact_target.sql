-- Makes the staged versions' rows of fact_target equal to what was staged: replaces them whole.
DELETE FROM fact_target WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_target (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, subject_id, goal, deadline, metric, value, unit, comparator, speaker_id, measurement_id, run_id, rules_version)
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
    coalesce(key_of('place|' || subject), 'unknown'),
    goal,
    deadline,
    metric,
    value,
    unit,
    comparator,
    coalesce(key_of('person' || '|' || speaker), 'unknown'),
    measurement_id,
    $run_id,
    $rules_version
FROM staged_targets AS staged;
