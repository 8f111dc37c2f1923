-- Dự án nào, bao nhiêu vốn, ở đâu? / Which project capital was told, for whom and where?
-- $subject = % : place or project; % for all
SELECT subject, metric_name, surface, value, unit, comparator, status, equivalent_of IS NOT NULL AS is_conversion, published_on, sentence
FROM mart.measurements
WHERE metric IN ('project_investment', 'registered_investment', 'realised_investment') AND NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
    AND coalesce(subject, '') LIKE $subject
ORDER BY published_on DESC NULLS LAST, value DESC;
