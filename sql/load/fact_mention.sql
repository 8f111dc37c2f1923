-- Makes the staged versions' rows of fact_mention equal to what was staged: replaces them whole.
DELETE FROM fact_mention WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_mention (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, entity_kind, entity_id, value, value_high, unit, comparator, starts_on, ends_on, calendar, place_code, run_id, rules_version)
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
    entity_kind,
    coalesce(key_of(entity_kind || '|' || entity), 'unknown'),
    value,
    value_high,
    unit,
    comparator,
    starts_on,
    ends_on,
    calendar,
    place_code,
    $run_id,
    $rules_version
FROM staged_mentions AS staged;
