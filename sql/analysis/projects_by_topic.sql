-- Dự án thuộc lĩnh vực nào? / Of which field are the projects, by what their articles are about?
-- Một dự án có thể thuộc nhiều lĩnh vực: đừng cộng các dòng. / A project may be of several fields: never sum the rows.
-- amount_usd: chỉ của dự án không nói bằng đồng. / amount_usd: only of projects that tell no đồng.
-- > topic: energy | name_vi: năng lượng | name_en: energy | projects: 9 | with_capital: 4 | amount_vnd: 85000000000000 | amount_usd: 311000000 | examples: [Nhà máy điện gió Bắc Hải]
SELECT
    t.topic, any_value(t.name_vi) AS name_vi, any_value(t.name_en) AS name_en, count(*) AS projects, count(p.capital_fact_id) AS with_capital, sum(p.amount_vnd) AS amount_vnd,
    sum(p.amount_usd) FILTER (p.amount_vnd IS NULL) AS amount_usd, (list(p.name ORDER BY coalesce(p.amount_vnd, 0) DESC, p.name))[:3] AS examples
FROM mart.projects AS p
JOIN (
    SELECT DISTINCT h.project_id, t.topic, t.name_vi, t.name_en FROM mart.project_history AS h JOIN mart.article_topics AS t USING (article_id)
) AS t USING (project_id)
GROUP BY t.topic
ORDER BY projects DESC, t.topic;
