-- Makes the staged versions' rows of fact_measurement equal to what was staged: replaces them whole.
DELETE FROM fact_measurement WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_measurement (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, claim_id, metric, subject_id, subject_kind, scope, part_of, kind, value, value_high, unit, per, comparator, status, basis, period_start, period_end, period_is_fuzzy, value_vnd, value_usd, fx, equivalent_of, speaker_id, run_id, rules_version)
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
    NULL,  -- claims are tied when the star is settled
    staged.metric,
    coalesce(key_of(subject_kind || '|' || subject), 'unknown'),
    staged.subject_kind,
    staged.scope,
    staged.part_of,
    staged.kind,
    staged.value,
    staged.value_high,
    staged.unit,
    staged.per,
    staged.comparator,
    staged.status,
    staged.basis,
    staged.period_start,
    staged.period_end,
    staged.period_is_fuzzy,
    staged.value_vnd,
    staged.value_usd,
    staged.fx,
    staged.equivalent_of,
    coalesce(key_of(coalesce(speaking.speaker_kind, 'person') || '|' || speaker), 'unknown'),
    $run_id,
    $rules_version
FROM staged_measurements AS staged
LEFT JOIN (SELECT version_id, speaker, min(speaker_kind) AS speaker_kind FROM staged_statements WHERE speaker IS NOT NULL GROUP BY ALL) AS speaking
    USING (version_id, speaker);
