-- Những ai trùng tên? / Who shares a name, and by what are they told apart?
-- > name: Nguyễn Văn Hùng | person_id: 77ab… | offices: [Giám đốc, Sở Tài chính] | articles: 3 | first_seen_on: 2023-01-05 | last_seen_on: 2025-10-15
SELECT name, person_id, offices, articles, first_seen_on, last_seen_on
FROM mart.people
QUALIFY count(*) OVER (PARTITION BY name) > 1 AND count(*) FILTER (len(offices) > 0) OVER (PARTITION BY name) > 1
ORDER BY count(*) OVER (PARTITION BY name) DESC, name, articles DESC, person_id;
