-- Ai đầu tư vào đâu, bao nhiêu? / Who invests, where, and how much?
-- ? nhà đầu tư, chủ đầu tư, doanh nghiệp đầu tư / investor
-- amount_usd: chỉ của dự án không nói bằng đồng. / amount_usd: only of projects that tell no đồng.
-- > investor: Công ty Sao Mai | projects: 3 | with_capital: 2 | amount_vnd: 9000000000000 | amount_usd: null | places: [Quảng Ninh, Hải Phòng] | names: [Nhà máy điện gió Bắc Hải]
SELECT
    investor, count(*) AS projects, count(capital_fact_id) AS with_capital, sum(amount_vnd) AS amount_vnd, sum(amount_usd) FILTER (amount_vnd IS NULL) AS amount_usd,
    list_sort(list_distinct(flatten(list(places)))) AS places, list(name ORDER BY name) AS names
FROM (SELECT *, unnest(investors) AS investor FROM mart.projects)
GROUP BY investor
ORDER BY amount_vnd DESC NULLS LAST, amount_usd DESC NULLS LAST, projects DESC, investor;
