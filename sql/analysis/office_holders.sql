-- Ai giữ chức nào, vào ngày nào? / Who was seen in an office on or before a day, the latest first?
-- $title = Chủ tịch : rank words
-- $organization = Ủy ban nhân dân tỉnh Quảng Ninh : the office's organisation
-- $day = 2100-01-01 : the day
SELECT person, title, organization, first_observed_on, last_observed_on, valid_to, observations
FROM mart.positions
WHERE title = $title AND organization = $organization AND first_observed_on <= $day::DATE AND coalesce(valid_to, DATE '9999-12-31') >= $day::DATE
    OR title = $title AND organization = $organization AND $day::DATE = DATE '2100-01-01'
ORDER BY first_observed_on DESC;
