-- Ai giữ chức nào, vào ngày nào? / Who held an office on a day, as far as articles show, the surest first?
-- $title = Bí thư : rank words
-- $organization = Tỉnh ủy Quảng Ninh : the office's organisation, by any of its names
-- $day = 2023-09-29 : the day
WITH held AS (
    SELECT p.*, p.valid_to < $day::DATE AS has_ended
    FROM mart.positions AS p JOIN dim_organization AS o USING (organization_id)
    WHERE p.title = $title AND (o.name = $organization OR list_contains(o.aliases, $organization)) AND p.first_observed_on <= $day::DATE
), told AS (
    SELECT person_id, title, organization_id, sentence, fact_id, abs(date_diff('day', published_on, $day::DATE)) AS days_off
    FROM mart.position_observations WHERE tenure <> 'former'
    QUALIFY row_number() OVER (PARTITION BY person_id, title, organization_id ORDER BY days_off, fact_id) = 1
)
SELECT
    h.person, h.title, h.organization, h.tenure,
    CASE
        WHEN h.last_observed_on >= $day::DATE THEN 'trong những ngày được nhắc / seen before and after'
        WHEN h.valid_to IS NOT NULL THEN 'trước khi có người kế nhiệm / before a successor was seen'
        ELSE 'từ lần nhắc cuối / since last seen'
    END AS how_sure,
    h.first_observed_on, h.last_observed_on, h.valid_to, h.observations, t.sentence, t.fact_id
FROM held AS h LEFT JOIN told AS t USING (person_id, title, organization_id)
WHERE NOT coalesce(h.has_ended, false)
ORDER BY h.last_observed_on >= $day::DATE DESC, h.last_observed_on DESC, h.person;
