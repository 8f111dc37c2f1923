-- Dự án xây gì: mỗi loại công trình bao nhiêu dự án, bao nhiêu vốn? / What do the projects build: how many of each kind, with how much capital?
-- amount_usd: chỉ của dự án không nói bằng đồng. / amount_usd: only of projects that tell no đồng.
-- $place =  : nơi, hoặc tỉnh hôm nay; trống: mọi nơi / a place, or a province of today; empty: anywhere
-- > kind: power | projects: 9 | with_capital: 4 | amount_vnd: 85000000000000 | amount_usd: 311000000 | started: 3 | completed: 1 | delayed_or_stopped: 2 | examples: [Nhà máy điện gió Bắc Hải]
SELECT
    coalesce(kind, '(không rõ / unknown)') AS kind, count(*) AS projects, count(capital_fact_id) AS with_capital, sum(amount_vnd) AS amount_vnd,
    sum(amount_usd) FILTER (amount_vnd IS NULL) AS amount_usd, count(*) FILTER (stage = 'started') AS started, count(*) FILTER (stage = 'completed') AS completed,
    count(*) FILTER (stage IN ('delayed', 'suspended', 'cancelled')) AS delayed_or_stopped, (list(name ORDER BY coalesce(amount_vnd, 0) DESC, name))[:3] AS examples
FROM mart.projects
WHERE mart.is_named(province, $place) OR len(list_filter(places, lambda place: mart.is_named(place, $place))) > 0
GROUP BY ALL
ORDER BY projects DESC, kind;
