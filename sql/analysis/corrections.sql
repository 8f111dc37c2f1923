-- Bài nào đã sửa, sửa điều gì? / Which articles were corrected, and what did they say before?
-- ? đính chính / corrected
-- $change =  (added, removed, changed) : loại thay đổi; trống: mọi loại / what became of a fact; empty: all
-- > published_on: 2025-03-04 | title: … | from_version: 1 | to_version: 2 | fact_type: measurements | change: changed | before: grdp actual 347.000 tỷ đồng | what: grdp actual 374.000 tỷ đồng | origin: https://… | fact_id: 3f0c…
SELECT
    a.published_on, a.title, c.from_version, c.to_version, c.fact_type, c.change, CASE c.change WHEN 'removed' THEN c.what ELSE c.before END AS before,
    CASE WHEN c.change <> 'removed' THEN c.what END AS what, a.origin, c.fact_id
FROM mart.version_changes AS c
JOIN dim_article AS a ON c.article_id = a.article_id AND c.to_version = a.article_version
WHERE $change = '' OR c.change = $change
ORDER BY a.published_on DESC NULLS LAST, c.article_id, c.to_version, c.fact_type, c.change, c.fact_id;
