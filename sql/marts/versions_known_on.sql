-- The versions of articles as they were known at the end of a day in Vietnam: those captured by then, the newest of each
-- article current, and the articles that were withdrawn by then. The macros NAME_known_on are the views' own bodies over it.
CREATE OR REPLACE MACRO mart.versions_known_on(on_day) AS TABLE
WITH captured AS (
    SELECT *, max(article_version) OVER (PARTITION BY article_id) AS newest
    FROM dim_article
    WHERE captured_at IS NULL OR captured_at < timezone('Asia/Ho_Chi_Minh', (on_day::DATE + 1)::TIMESTAMP)
), gone AS (
    SELECT article_id, max(withdrawn_at) AS gone_at
    FROM ops.withdrawn
    WHERE withdrawn_at < timezone('Asia/Ho_Chi_Minh', (on_day::DATE + 1)::TIMESTAMP)
        AND (returned_at IS NULL OR returned_at >= timezone('Asia/Ho_Chi_Minh', (on_day::DATE + 1)::TIMESTAMP))
    GROUP BY article_id
)
SELECT c.* EXCLUDE (newest) REPLACE (c.article_version = c.newest AS is_current, g.gone_at AS withdrawn_at)
FROM captured AS c LEFT JOIN gone AS g USING (article_id);
