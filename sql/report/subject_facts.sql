-- The facts of `asked` (kind, key) and those of `cited`, each once, with what its page shows of it.
WITH wanted AS (
    SELECT fact_id, article_id FROM tie SEMI JOIN asked USING (kind, key)
    UNION SELECT fact_id, article_id FROM cited
), fact AS (
    SELECT
        'measurements' AS fact_type, fact_id, surface, sentence, published_on, coalesce(period_end, published_on) AS happened_on,
        concat_ws(' · ', subject, metric_name, surface) AS told, metric, d.name_vi || ' / ' || d.name_en AS metric_name, subject, scope, kind AS figure_kind, measurements.unit, u.name_vi || ' / ' || u.name_en AS unit_name, value, status, period_start, period_end, project_id,
        equivalent_of IS NULL AS is_first_unit, fact_id IN (SELECT fact_id FROM mart.parts) AS is_part
    FROM mart.measurements SEMI JOIN wanted USING (fact_id) LEFT JOIN dim_metric AS d USING (metric) LEFT JOIN dim_unit AS u ON measurements.unit = u.unit
    UNION ALL BY NAME
    SELECT
        'targets' AS fact_type, t.fact_id, t.surface, t.sentence, t.published_on, coalesce(t.deadline, t.published_on) AS happened_on, concat_ws(' · ', t.subject, t.goal) AS told,
        t.metric, t.subject, t.goal, t.deadline, t.speaker, p.progress, p.share_reached, p.reason, p.actual_fact_id
    FROM mart.targets AS t LEFT JOIN mart.target_progress AS p USING (fact_id) WHERE t.fact_id IN (SELECT fact_id FROM wanted)
    UNION ALL BY NAME
    SELECT
        'statements' AS fact_type, fact_id, surface, sentence, published_on, published_on AS happened_on, CASE WHEN verb = 'theo' THEN concat_ws(' ', 'Theo', coalesce(speaker, speaker_role)) ELSE concat_ws(' ', coalesce(speaker, speaker_role), verb) END || ': ' || statement AS told,
        coalesce(speaker, speaker_role) AS speaker, statement
    FROM mart.statements SEMI JOIN wanted USING (fact_id)
    UNION ALL BY NAME
    SELECT 'events' AS fact_type, fact_id, surface, sentence, published_on, coalesce(starts_on, published_on) AS happened_on, concat_ws(' · ', name, place) AS told
    FROM mart.events SEMI JOIN wanted USING (fact_id)
    UNION ALL BY NAME
    SELECT
        'investments' AS fact_type, fact_id, surface, sentence, published_on, published_on AS happened_on, concat_ws(' · ', project, investor) AS told, project, project_id, stage, investor,
        amount_vnd, amount_usd, places
    FROM mart.investments SEMI JOIN wanted USING (fact_id)
    UNION ALL BY NAME
    SELECT
        'position_observations' AS fact_type, fact_id, surface, sentence, published_on, coalesce(starts_on, ends_on, published_on) AS happened_on,
        person || ': ' || concat_ws(', ', title, organization) AS told, person, title, organization, person_id, organization_id, tenure
    FROM mart.position_observations SEMI JOIN wanted USING (fact_id)
)
SELECT
    f.*, w.article_id, a.title AS article_title, nullif(a.source, 'unknown') AS source, a.origin, strpos(f.sentence, f.surface) - 1 AS marks_from, strpos(f.sentence, f.surface) - 1 + length(f.surface) AS marks_to
FROM fact AS f JOIN wanted AS w USING (fact_id)
LEFT JOIN dim_article AS a ON w.article_id = a.article_id AND a.is_current
ORDER BY f.happened_on DESC NULLS LAST, w.article_id, f.fact_id;
