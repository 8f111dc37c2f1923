-- Makes the staged versions' rows of fact_target equal to what was staged: replaces them whole.
DELETE FROM fact_target WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_target (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, subject_id, goal, deadline, metric, value, unit, comparator, speaker_id, measurement_id, run_id, rules_version)
SELECT
    staged.fact_id,
    staged.version_id,
    staged.article_id,
    staged.sentence_number,
    staged.char_start,
    staged.char_end,
    staged.surface,
    staged.is_repeat,
    staged.confidence,
    staged.rule,
    coalesce(key_of(coalesce(figure.subject_kind, 'place') || '|' || staged.subject), 'unknown'),
    staged.goal,
    staged.deadline,
    staged.metric,
    staged.value,
    staged.unit,
    staged.comparator,
    coalesce(key_of(coalesce(speaking.speaker_kind, 'person') || '|' || staged.speaker), 'unknown'),
    staged.measurement_id,
    $run_id,
    $rules_version
FROM staged_targets AS staged
LEFT JOIN staged_measurements AS figure ON staged.measurement_id = figure.fact_id AND staged.subject = figure.subject
LEFT JOIN (SELECT version_id, speaker, min(speaker_kind) AS speaker_kind FROM staged_statements WHERE speaker IS NOT NULL GROUP BY ALL) AS speaking
    ON staged.version_id = speaking.version_id AND staged.speaker = speaking.speaker;
