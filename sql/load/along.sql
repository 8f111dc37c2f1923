-- The targets and projects that say a figure, as they were read: fact_id (the figure), other_id, fact_type. A target names its
-- figure. A project's money is that of one figure: of its sentence before those of others, its own before one of nobody's, which
-- must be the only one of that amount there. $kept: the table of facts as they were read, where a person judged them.
WITH wanted AS (
    SELECT unnest($facts::VARCHAR[]) AS fact_id
), version AS (
    SELECT version_id FROM fact_measurement SEMI JOIN wanted USING (fact_id)
    UNION SELECT version_id FROM fact_target SEMI JOIN wanted USING (fact_id)
    UNION SELECT version_id FROM fact_investment SEMI JOIN wanted USING (fact_id)
    UNION SELECT version_id FROM query_table($kept) SEMI JOIN wanted USING (fact_id)
), kept AS (
    SELECT fact_id, fact_type, version_id, original FROM query_table($kept) SEMI JOIN version USING (version_id)
), figure AS (
    SELECT fact_id, version_id, sentence_number, char_start, is_repeat, subject_kind, subject_id, value, unit
    FROM fact_measurement SEMI JOIN version USING (version_id)
    WHERE fact_id NOT IN (SELECT fact_id FROM kept)
    UNION ALL
    SELECT
        fact_id, version_id, (original ->> 'sentence_number')::INTEGER, (original ->> 'char_start')::INTEGER, (original ->> 'is_repeat')::BOOLEAN,
        original ->> 'subject_kind', key_of((original ->> 'subject_kind') || '|' || (original ->> 'subject')), (original ->> 'value')::DECIMAL(38, 6), original ->> 'unit'
    FROM kept WHERE fact_type = 'measurements'
), project AS (
    SELECT fact_id, version_id, sentence_number, project_id, amount_vnd, amount_usd
    FROM fact_investment SEMI JOIN version USING (version_id)
    WHERE fact_id NOT IN (SELECT fact_id FROM kept)
    UNION ALL
    SELECT
        fact_id, version_id, (original ->> 'sentence_number')::INTEGER, key_of('project|' || (original ->> 'project')),
        (original ->> 'amount_vnd')::DECIMAL(38, 6), (original ->> 'amount_usd')::DECIMAL(38, 6)
    FROM kept WHERE fact_type = 'investments'
), money AS (
    SELECT f.fact_id, p.fact_id AS other_id, f.unit, p.sentence_number = f.sentence_number AS is_there, p.project_id = f.subject_id AS is_own,
        f.is_repeat, f.char_start, count(*) OVER (PARTITION BY p.fact_id, f.unit, f.sentence_number) AS alike
    FROM project AS p JOIN figure AS f
        ON p.version_id = f.version_id AND f.value = CASE f.unit WHEN 'VND' THEN p.amount_vnd WHEN 'USD' THEN p.amount_usd END
    WHERE p.project_id = f.subject_id OR p.sentence_number = f.sentence_number AND f.subject_kind IS DISTINCT FROM 'project'
), told AS (
    SELECT measurement_id AS fact_id, fact_id AS other_id, 'targets' AS fact_type
    FROM fact_target SEMI JOIN version USING (version_id)
    WHERE fact_id NOT IN (SELECT fact_id FROM kept)
    UNION ALL SELECT original ->> 'measurement_id', fact_id, fact_type FROM kept WHERE fact_type = 'targets'
    UNION ALL
    SELECT fact_id, other_id, 'investments'
    FROM money WHERE coalesce(is_own, false) OR alike = 1
    QUALIFY row_number() OVER (PARTITION BY other_id, unit ORDER BY is_there DESC, coalesce(is_own, false) DESC, is_repeat, char_start) = 1
)
SELECT fact_id, other_id, fact_type FROM told
WHERE fact_id IN (SELECT fact_id FROM wanted) OR other_id IN (SELECT fact_id FROM wanted)
ORDER BY ALL
