-- Ai hứa gì, hạn nào, đến đâu rồi? / What was promised, by when, and how far is it?
-- $subject = Quảng Ninh : whose promises, as the views name them; % for all
SELECT subject, coalesce(metric, goal) AS goal, value, unit, deadline, progress, share_reached, actual_value, reason, published_on, sentence
FROM mart.target_progress
WHERE subject LIKE $subject
ORDER BY deadline NULLS LAST, published_on;
