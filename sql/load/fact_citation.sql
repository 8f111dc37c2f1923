-- Makes the staged versions' rows of fact_citation equal to what was staged: replaces them whole.
DELETE FROM fact_citation WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO fact_citation (fact_id, version_id, article_id, sentence_number, char_start, char_end, surface, is_repeat, confidence, rule, kind, number, symbol, issuer, year, run_id, rules_version)
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
    kind,
    number,
    symbol,
    issuer,
    year,
    $run_id,
    $rules_version
FROM staged_citations AS staged;
