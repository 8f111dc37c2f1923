-- Ai nói gì về một chuyện, theo thời gian? / Who said what about something, over time?
-- ? ý kiến, ai nói gì về / opinions
-- $words = đầu tư : chữ trong lời nói, gõ có dấu hay không; trống: mọi lời nói / words in what was said, with or without diacritics; empty: anything
-- $person =  : của một người; trống: bất cứ ai / one person's; empty: anybody's
-- $topic =  : mã chủ đề của bài, như tourism (main.dim_topic); trống: bất kỳ / the article's topic, a code of main.dim_topic; empty: any
-- $since =  : từ ngày đăng; trống: từ đầu / from this day of publication on; empty: from the beginning
-- > published_on: 2025-10-15 | speaker: Trần Quốc Thuận | speaker_role: null | organization: UBND tỉnh Quảng Ninh | offices: Chủ tịch, UBND tỉnh Quảng Ninh | verb: cho biết | directness: indirect | statement: … | source: baoquangninh.vn | title: … | fact_id: 3f0c…
WITH told AS MATERIALIZED (
    SELECT * FROM mart.statements
    WHERE NOT is_repeat AND mart.speaks_of(statement, $words) AND mart.is_named(speaker, $person)
        AND ($topic = '' OR article_id IN (SELECT article_id FROM mart.article_topics WHERE topic = $topic))
        AND ($since = '' OR published_on >= nullif($since, '')::DATE)
        AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
), held AS (
    SELECT article_id, person, string_agg(DISTINCT concat_ws(', ', title, organization), '; ' ORDER BY concat_ws(', ', title, organization)) AS offices
    FROM mart.position_observations SEMI JOIN told ON position_observations.article_id = told.article_id AND position_observations.person = told.speaker
    WHERE tenure <> 'former'
    GROUP BY article_id, person
)
SELECT
    s.published_on, s.speaker, s.speaker_role, s.organization, o.offices, s.verb, s.directness, s.statement, nullif(a.source, 'unknown') AS source, a.title, s.fact_id
FROM told AS s
JOIN dim_article AS a ON s.article_id = a.article_id AND a.is_current
LEFT JOIN held AS o ON s.article_id = o.article_id AND s.speaker = o.person
ORDER BY s.published_on, s.article_id, s.char_start, s.fact_id;
