-- Ai hứa gì, hạn nào, đến đâu rồi? / Who promised what, in which office, by when, and how far is it?
-- $subject = Quảng Ninh : whose promises, as the views name them; % for all
SELECT
    p.subject, coalesce(p.metric, p.goal) AS goal, p.value, p.unit, p.deadline, p.progress, p.share_reached, p.actual_value, p.reason,
    p.speaker, o.offices, p.published_on, p.sentence, p.fact_id
FROM mart.target_progress AS p
LEFT JOIN (
    SELECT article_id, person, string_agg(DISTINCT concat_ws(', ', title, organization), '; ' ORDER BY concat_ws(', ', title, organization)) AS offices
    FROM mart.position_observations GROUP BY article_id, person
) AS o ON p.article_id = o.article_id AND p.speaker = o.person
WHERE p.subject LIKE $subject AND p.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY p.deadline NULLS LAST, p.published_on;
