-- Goals that are told in words about one project, to start it or to have it done, each beside every later telling that it was: when that was told, and on
-- which days it was, where the sentence tells one date alone. A goal is of a project that it names right behind what is to happen ("hoàn thành cầu A trước …"),
-- or, where only a day follows there ("hoàn thành vào …"), of its subject, or of the one project of which its sentence tells the same besides. A part, a section
-- or the papers of it ("hoàn thành giải phóng mặt bằng cầu A", "đoạn qua …") are no project; nor is a goal both to start and to end rated by one day.
CREATE OR REPLACE VIEW mart.project_goals AS
WITH happening AS (
    SELECT *, '(?:^|[\s“"(])(?:' || words || ')(?:,?(?: và)?\s(?:' || words || '))*(?: toàn tuyến)?' AS happens
    FROM (VALUES
        ('started', 'khởi công|động thổ'),
        ('completed', 'hoàn thành|thông xe(?: kỹ thuật)?|thông tuyến|khánh thành|cán đích|(?:đưa )?(?:đi )?vào (?:khai thác|sử dụng|vận hành|hoạt động)(?:(?:,| và)? (?:khai thác|sử dụng|vận hành))?|vận hành')
    ) AS v (aim, words)
), around AS (
    SELECT
        '\s(?:vào|trước|trong (?:năm|quý|tháng|nửa|dịp|[0-9])|cuối|đầu|giữa|quý|tháng|năm|ngày|chậm nhất|dịp|kịp|sau|đúng|theo|để|nhằm|và|[0-9])|[,.;)”"]|$' AS ends,
        '(?:(?:dự án|công trình|toàn bộ|toàn tuyến|tuyến|đường|việc|đầu tư|xây dựng|thi công|mở rộng)\s)*' AS leads
), goal AS (
    SELECT t.fact_id, t.article_id, t.published_on, t.deadline, t.subject, lower(t.sentence) AS sentence, lower(t.goal) AS goal, h.aim, h.happens
    FROM mart.targets AS t JOIN happening AS h ON regexp_matches(lower(t.goal), h.happens)
    WHERE t.value IS NULL AND NOT t.is_repeat
    QUALIFY count(*) OVER (PARTITION BY t.fact_id) = 1
), named AS (
    SELECT DISTINCT article_id, project_id, project, regexp_escape(lower(project)) AS name FROM mart.investments WHERE project_id IS NOT NULL AND NOT is_total
), aimed AS (
    SELECT
        g.fact_id, g.article_id, g.published_on, g.deadline, g.aim, g.goal, n.project_id,
        regexp_matches(g.goal, g.happens || '\s' || leads || n.name || '(?:' || ends || ')') OR regexp_matches(g.goal, 'đưa ' || leads || n.name || ' vào (?:khai thác|sử dụng|vận hành|hoạt động)') AS in_goal,
        regexp_matches(g.goal, g.happens || '(?:' || ends || ')') AND (lower(g.subject) = lower(n.project) OR regexp_matches(g.sentence, g.happens || '\s' || leads || n.name || '(?:' || ends || ')')) AS beside
    FROM goal AS g JOIN named AS n ON g.article_id = n.article_id AND (contains(g.sentence, lower(n.project)) OR lower(g.subject) = lower(n.project)), around
), of_one AS (
    SELECT DISTINCT fact_id, article_id, published_on, deadline, aim, goal, project_id FROM aimed WHERE in_goal OR beside
    QUALIFY count(DISTINCT project_id) OVER (PARTITION BY fact_id) = 1
), told AS (
    SELECT i.fact_id, i.project_id, i.published_on, i.stage, i.sentence, f.version_id, f.sentence_number
    FROM mart.investments AS i JOIN fact_investment AS f USING (fact_id)
    WHERE i.project_id IN (SELECT project_id FROM of_one) AND i.stage IN ('started', 'completed') AND NOT i.is_total
), dated AS (
    SELECT t.fact_id, min(m.starts_on) AS from_on, max(m.ends_on) AS to_on
    FROM told AS t JOIN fact_mention AS m ON t.version_id = m.version_id AND t.sentence_number = m.sentence_number AND m.entity_kind = 'date'
    GROUP BY t.fact_id HAVING count(*) = 1 AND max(m.ends_on) <= any_value(t.published_on)
)
SELECT
    g.fact_id, g.article_id, g.deadline, g.project_id, g.aim, t.fact_id AS met_fact_id, t.published_on AS met_told_on, d.from_on AS met_from, d.to_on AS met_to, t.sentence AS met_sentence
FROM of_one AS g
LEFT JOIN told AS t ON g.project_id = t.project_id AND g.aim = t.stage AND t.published_on > g.published_on
    AND (g.aim = 'started' OR NOT contains(lower(t.sentence), 'thông xe kỹ thuật') OR contains(g.goal, 'thông xe kỹ thuật'))
LEFT JOIN dated AS d ON t.fact_id = d.fact_id;
