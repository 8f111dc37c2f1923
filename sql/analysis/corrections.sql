-- Bài nào đã sửa, sửa điều gì? / Which articles were corrected, and what did they say before?
-- ? đính chính, cải chính / corrected
-- Bài sửa chữ của chính nó, và bài đính chính con số của một bài khác. / Articles that changed their own text, and articles that correct a figure of another.
-- $change =  (added, removed, changed, printed) : loại thay đổi, printed: con số của bài khác được đính chính; trống: mọi loại / what became of a fact, printed: another article's figure is corrected; empty: all
-- > published_on: 2025-03-04 | title: … | from_version: 1 | to_version: 2 | fact_type: measurements | change: changed | before: grdp actual 347.000 tỷ đồng | what: grdp actual 374.000 tỷ đồng | origin: https://… | fact_id: 3f0c…
WITH figure AS (
    SELECT fact_id, concat_ws(' ', metric, status, surface) AS what FROM mart.measurements
    UNION ALL SELECT fact_id, concat_ws(' ', project, format('{:,d} VND', amount_vnd::HUGEINT), format('{:,d} USD', amount_usd::HUGEINT)) FROM mart.investments
), told AS (
    SELECT article_id, from_version, to_version, fact_type, change, CASE change WHEN 'removed' THEN what ELSE before END AS before, CASE WHEN change <> 'removed' THEN what END AS what, fact_id
    FROM mart.version_changes
    UNION ALL
    SELECT c.by_article_id, NULL, a.article_version, c.fact_type, 'printed', w.what, r.what, c.by_fact_id
    FROM mart.corrected AS c JOIN figure AS w USING (fact_id) JOIN figure AS r ON c.by_fact_id = r.fact_id JOIN mart.articles AS a ON c.by_article_id = a.article_id
    WHERE c.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts) AND c.by_fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
)
SELECT a.published_on, a.title, t.from_version, t.to_version, t.fact_type, t.change, t.before, t.what, a.origin, t.fact_id
FROM told AS t
JOIN dim_article AS a ON t.article_id = a.article_id AND t.to_version = a.article_version
WHERE $change = '' OR t.change = $change
ORDER BY a.published_on DESC NULLS LAST, t.article_id, t.to_version, t.fact_type, t.change, t.fact_id, t.before;
