-- Makes the staged versions' rows of fact_investment equal to what was staged: replaces them whole.
DELETE FROM fact_investment WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_investment (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, project_id, is_total, project_count, place_id, investor_id, amount_vnd, amount_usd, comparator, stage, run_id, rules_version)
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
    coalesce(key_of('project' || '|' || project), 'unknown'),
    is_total,
    project_count,
    coalesce(key_of('place' || '|' || place), 'unknown'),
    coalesce(key_of('organization' || '|' || investor), 'unknown'),
    amount_vnd,
    amount_usd,
    comparator,
    stage,
    $run_id,
    $rules_version
FROM staged_investments AS staged;
