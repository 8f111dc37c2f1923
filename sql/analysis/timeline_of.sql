-- Một nơi, người hay tổ chức: chuyện gì, theo ngày? / What happened with a place, person or organisation, day by day?
-- $subject =  : tên; trống: tên có nhiều chuyện nhất / the name; empty: the one with most
-- $since =  : từ ngày; trống: từ đầu / from this day on; empty: from the beginning
-- > happened_on: 2025-10-15 | what: target | subject: Quảng Ninh | told: thu ngân sách đạt 60.000 tỷ đồng | sentence: … | fact_id: 3f0c…
WITH told AS MATERIALIZED (
    SELECT * FROM mart.timeline WHERE subject IS NOT NULL AND mart.is_named(subject, $subject) AND ($since = '' OR happened_on >= nullif($since, '')::DATE)
), asked AS (
    SELECT subject FROM told GROUP BY subject
    QUALIFY $subject NOT IN ('', '%') OR row_number() OVER (ORDER BY count(*) DESC, subject) = 1
)
SELECT happened_on, what, subject, told, sentence, fact_id
FROM told SEMI JOIN asked USING (subject)
ORDER BY subject, happened_on, what, fact_id, told;
