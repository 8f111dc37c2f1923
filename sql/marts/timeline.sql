-- Events, statements, targets and figures in order of the day they speak of, else of their article; told in copies, once.
CREATE OR REPLACE VIEW mart.timeline AS
SELECT coalesce(starts_on, published_on) AS happened_on, 'event' AS what, place AS subject, name AS told, fact_id, article_id, sentence FROM mart.events WHERE NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
UNION ALL
SELECT published_on, 'statement', coalesce(speaker, speaker_role), verb || ': ' || statement, fact_id, article_id, sentence FROM mart.statements WHERE NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
UNION ALL
SELECT coalesce(deadline, published_on), 'target', subject, goal, fact_id, article_id, sentence FROM mart.targets WHERE NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
UNION ALL
SELECT coalesce(period_end, published_on), 'measurement', subject, concat_ws(' ', metric_name, surface, '(' || status || ')'), fact_id, article_id, sentence
FROM mart.measurements WHERE NOT is_repeat AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts);
