-- Ở mỗi giai đoạn có bao nhiêu dự án, bao nhiêu vốn? / How many projects, with how much capital, stand at each stage?
-- ? khởi công, hoàn thành, đang xây / started, completed
-- amount_usd: chỉ của dự án không nói bằng đồng. / amount_usd: only of projects that tell no đồng.
-- $place =  : nơi, hoặc tỉnh hôm nay; trống: mọi nơi / a place, or a province of today; empty: anywhere
-- > stage: started | projects: 10 | with_capital: 4 | amount_vnd: 6500000000000 | amount_usd: 75000000 | examples: [Nhà máy điện gió Bắc Hải]
SELECT
    coalesce(stage, '(không nói / not told)') AS stage, count(*) AS projects, count(capital_fact_id) AS with_capital, sum(amount_vnd) AS amount_vnd,
    sum(amount_usd) FILTER (amount_vnd IS NULL) AS amount_usd, (list(name ORDER BY coalesce(amount_vnd, 0) DESC, name))[:3] AS examples
FROM mart.projects
WHERE mart.is_named(province, $place) OR len(list_filter(places, lambda place: mart.is_named(place, $place))) > 0
GROUP BY ALL
ORDER BY projects DESC, stage;
