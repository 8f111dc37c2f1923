-- Ai giữ lời, ai không: mỗi nơi có bao nhiêu mục tiêu đã đạt, chưa đạt, chưa rõ? / Who keeps promises: how many targets of each were reached, missed, not reported?
-- ? hoàn thành kế hoạch, thất hứa / broken promises
-- Chỉ tính mục tiêu có con số, và việc khởi công, hoàn thành một dự án. / Goals with a figure, and those to start or end a project, only. Một mục tiêu nhiều bài kể là một. / A goal that several articles tell is one.
-- > subject: Quảng Ninh | targets: 12 | reached: 4 | reached_late: 0 | missed: 1 | on_track: 2 | behind: 1 | under_way: 1 | due: 2 | not_rateable: 1 | first_deadline: 2024-12-31 | last_deadline: 2030-12-31
SELECT
    subject, count(*) AS targets, count(*) FILTER (progress = 'reached') AS reached, count(*) FILTER (progress = 'reached_late') AS reached_late, count(*) FILTER (progress = 'missed') AS missed,
    count(*) FILTER (progress = 'on_track') AS on_track, count(*) FILTER (progress = 'behind') AS behind, count(*) FILTER (progress = 'under_way') AS under_way,
    count(*) FILTER (progress = 'due') AS due, count(*) FILTER (progress = 'not_rateable') AS not_rateable,
    min(deadline) AS first_deadline, max(deadline) AS last_deadline
FROM (
    SELECT * FROM mart.target_progress
    WHERE subject IS NOT NULL AND (value IS NOT NULL OR project_id IS NOT NULL) AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
    QUALIFY row_number() OVER (PARTITION BY promise_id ORDER BY published_on NULLS LAST, fact_id) = 1
)
GROUP BY subject
ORDER BY targets DESC, subject;
