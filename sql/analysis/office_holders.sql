-- Ai giữ chức nào, vào ngày nào? / Who held an office on a day, as far as articles show, the surest first?
-- ? ai là chủ tịch, bí thư, giám đốc, bộ trưởng, thủ tướng, đương nhiệm, chức vụ / who is chairman, secretary, director, minister, position
-- $title =  : chức danh, như Bí thư; trống: mọi chức / rank words, such as Bí thư; empty: any
-- $organization =  : cơ quan, theo bất kỳ tên nào của nó, UBND và HĐND viết tắt cũng được, của tỉnh không cần chữ tỉnh; trống: mọi cơ quan / the office's organisation, by any of its names, a province's also without its unit word; empty: any
-- $day =  : ngày; trống: hôm nay / the day; empty: today
-- > person: Nguyễn Văn An | title: Bí thư | organization: Tỉnh ủy Quảng Ninh | tenure: current | how_sure: từ lần nhắc cuối / since last seen | first_observed_on: 2023-01-05
-- > last_observed_on: 2023-09-28 | valid_to: null | observations: 7 | sentence: … | fact_id: 3f0c…
WITH asked AS (SELECT coalesce(nullif($day, '')::DATE, current_date) AS on_day),
held AS (
    SELECT p.*, on_day, p.valid_to < on_day AS has_ended
    FROM mart.positions AS p JOIN dim_organization AS o USING (organization_id), asked
    WHERE (mart.is_named(p.title, $title) OR p.title IN (SELECT office FROM dim_title WHERE mart.is_named(title, $title))) AND least(p.valid_from, p.first_observed_on) <= on_day
        AND (mart.is_named(o.name, $organization) OR mart.is_named(regexp_replace(o.name, ' (tỉnh|thành phố) ', ' '), $organization) OR len(list_filter(o.aliases, lambda alias: mart.is_named(alias, $organization))) > 0)
), gone AS (
    -- Who is told of as a former holder when he was last seen in office some time before: gone by that day.
    SELECT h.person_id, h.title, h.organization_id, h.first_observed_on
    FROM held AS h JOIN mart.position_observations AS o ON (h.person_id, h.title, h.organization_id) = (o.person_id, o.office, o.organization_id)
    WHERE NOT h.is_current AND h.valid_to IS NULL AND o.tenure = 'former' AND o.published_on > h.last_observed_on AND o.published_on <= h.on_day
), told AS (
    SELECT person_id, office AS title, organization_id, sentence, fact_id, abs(date_diff('day', published_on, on_day)) AS days_off
    FROM mart.position_observations, asked WHERE tenure <> 'former'
    QUALIFY row_number() OVER (PARTITION BY person_id, office, organization_id ORDER BY days_off, fact_id) = 1
)
SELECT
    h.person, h.title, h.organization, h.tenure,
    CASE
        WHEN h.first_observed_on > h.on_day THEN 'từ ngày nhậm chức được kể / since the start that is told'
        WHEN h.last_observed_on >= h.on_day THEN 'trong những ngày được nhắc / seen before and after'
        WHEN h.valid_to IS NOT NULL THEN 'trước khi thôi chức hay có người kế nhiệm / before the end that is told or a successor was seen'
        ELSE 'từ lần nhắc cuối / since last seen'
    END AS how_sure,
    h.first_observed_on, h.last_observed_on, h.valid_to, h.observations, t.sentence, t.fact_id
FROM held AS h ANTI JOIN gone USING (person_id, title, organization_id, first_observed_on) LEFT JOIN told AS t USING (person_id, title, organization_id)
WHERE NOT coalesce(h.has_ended, false)
ORDER BY h.on_day BETWEEN h.first_observed_on AND h.last_observed_on DESC, h.last_observed_on DESC, h.person, h.title, h.organization, h.person_id, h.organization_id, h.first_observed_on;
