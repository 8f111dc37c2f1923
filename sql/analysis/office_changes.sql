-- Ai nhận chức, ai thôi chức? / Who took office and who left it, and when?
-- ? bổ nhiệm, bầu, miễn nhiệm, từ chức, nghỉ hưu / appointed, elected, dismissed, resigned
-- $organization =  : chữ trong tên cơ quan; trống: mọi cơ quan / words of the organisation's name; empty: any
-- $since =  : từ ngày đăng; trống: từ đầu / from this day of publication on; empty: from the beginning
-- > published_on: 2025-04-06 | change: begins | person: Nguyễn Văn An | title: Chủ tịch | organization: UBND tỉnh Quảng Ninh | starts_on: 2025-04-03 | ends_on: null | sentence: … | fact_id: 3f0c…
SELECT published_on, change, person, title, organization, starts_on, ends_on, sentence, fact_id
FROM mart.position_observations
WHERE change IS NOT NULL AND NOT is_repeat AND mart.holds_name(organization, $organization)
    AND ($since = '' OR published_on >= nullif($since, '')::DATE)
    AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY published_on DESC NULLS LAST, person, fact_id;
