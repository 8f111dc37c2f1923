-- Ai được dẫn lời nhiều nhất, với chức vụ nào? / Who is quoted most, in which offices?
-- $year =  : năm đăng; trống: mọi năm / year of publication; empty: every year
-- > speaker: Trần Quốc Thuận | speaker_kind: person | statements: 42 | articles: 17 | sources: 6 | offices: [Chủ tịch, UBND tỉnh Quảng Ninh] | first_on: 2023-01-05 | last_on: 2025-10-15 | speaker_id: 77ab…
SELECT
    any_value(s.speaker) AS speaker, s.speaker_kind, count(*) AS statements, count(DISTINCT s.article_id) AS articles, count(DISTINCT nullif(a.source, 'unknown')) AS sources,
    coalesce(any_value(p.offices), []) AS offices, min(s.published_on) AS first_on, max(s.published_on) AS last_on, s.speaker_id
FROM mart.statements AS s
JOIN dim_article AS a ON s.article_id = a.article_id AND a.is_current
LEFT JOIN mart.people AS p ON s.speaker_id = p.person_id
WHERE s.speaker IS NOT NULL AND NOT s.is_repeat AND s.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
    AND ($year = '' OR year(s.published_on) = nullif($year, '')::INTEGER)
GROUP BY s.speaker_id, s.speaker_kind
ORDER BY statements DESC, speaker, s.speaker_id;
