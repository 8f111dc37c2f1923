-- Nơi nào có bao nhiêu dự án, bao nhiêu vốn? / How many projects and how much capital does each place have?
-- Dự án ở nhiều nơi tính ở mỗi nơi: shared cho biết bao nhiêu, đừng cộng các dòng. / A project in several places counts in each: shared says how many, so never sum the rows.
-- amount_usd: chỉ của dự án không nói bằng đồng. / amount_usd: only of projects that tell no đồng.
-- > place: Quảng Ninh | projects: 12 | shared: 2 | with_capital: 7 | amount_vnd: 85000000000000 | amount_usd: 311000000 | started: 3 | completed: 1 | delayed_or_stopped: 2 | last_told_on: 2025-06-29
SELECT
    place, count(*) AS projects, count(*) FILTER (province IS NULL AND len(places) > 1) AS shared, count(capital_fact_id) AS with_capital,
    sum(amount_vnd) AS amount_vnd, sum(amount_usd) FILTER (amount_vnd IS NULL) AS amount_usd,
    count(*) FILTER (stage = 'started') AS started, count(*) FILTER (stage = 'completed') AS completed,
    count(*) FILTER (stage IN ('delayed', 'suspended', 'cancelled')) AS delayed_or_stopped, max(last_told_on) AS last_told_on
FROM (SELECT *, unnest(CASE WHEN province IS NOT NULL THEN [province] WHEN len(places) = 0 THEN ['(không rõ / unknown)'] ELSE places END) AS place FROM mart.projects)
GROUP BY place
ORDER BY projects DESC, place;
