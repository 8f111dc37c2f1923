-- Makes the staged versions' rows of fact_event equal to what was staged: replaces them whole.
DELETE FROM fact_event WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_event (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, event_id, name, theme, event_kind, starts_on, ends_on, part_of_day, venue, place_id, run_id, rules_version)
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
    key_of('event|' || lower(name) || '|' || coalesce(starts_on::VARCHAR, '')),
    name,
    theme,
    event_kind,
    starts_on,
    ends_on,
    part_of_day,
    venue,
    coalesce(key_of('place' || '|' || place), 'unknown'),
    $run_id,
    $rules_version
FROM staged_events AS staged;
