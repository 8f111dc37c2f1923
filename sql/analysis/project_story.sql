-- Một dự án được kể thế nào qua các bài? / How has a project been told, article by article?
-- $words =  : chữ trong tên dự án; trống: dự án được kể nhiều nhất / words of its name; empty: the one told most
-- > published_on: 2024-05-08 | project: Nhà máy điện gió Bắc Hải | stage: approved | amount_vnd: 6500000000000 | amount_usd: null | comparator: gt | places: [Quảng Ninh] | investor: Công ty Sao Mai | sentence: … | fact_id: 3f0c… | project_id: 12aa…
WITH asked AS (
    SELECT project_id, name FROM mart.projects WHERE mart.speaks_of(name, $words)
    QUALIFY $words NOT IN ('', '%') OR row_number() OVER (ORDER BY articles DESC, coalesce(amount_vnd, 0) DESC, project_id) = 1
)
SELECT h.published_on, a.name AS project, h.stage, h.amount_vnd, h.amount_usd, h.comparator, h.places, h.investor, h.sentence, h.fact_id, h.project_id
FROM mart.project_history AS h JOIN asked AS a USING (project_id)
ORDER BY h.project_id, h.published_on, h.fact_id;
