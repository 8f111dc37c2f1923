-- Điều gì đã bị rút lại: bài báo gỡ, và dữ kiện người xét bỏ hay sửa? / What was taken back: articles withdrawn, facts rejected or amended by a person?
-- > happened_at: 2026-11-27 02:47:35 | what: article | how: source | title: … | told: null | reason: null | judged_by: null | origin: https://… | id: 3f0c…
SELECT w.withdrawn_at AS happened_at, 'article' AS what, w.cause AS how, a.title, NULL AS told, w.reason, NULL AS judged_by, a.origin, w.article_id AS id
FROM ops.withdrawn AS w LEFT JOIN dim_article AS a ON w.article_id = a.article_id AND a.is_current
WHERE w.returned_at IS NULL
UNION ALL
SELECT j.judged_at, j.fact_type, j.action, a.title, coalesce(j.amendment, j.original ->> '$.surface'), j.reason, j.judged_by, a.origin, j.fact_id
FROM fact_judgement AS j LEFT JOIN dim_article AS a USING (version_id)
WHERE j.action IN ('reject', 'amend')
ORDER BY happened_at DESC, id;
