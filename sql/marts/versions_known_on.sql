-- The versions of articles as they were known at the end of a day in Vietnam: those captured by then, the one captured last by
-- then current, and the articles that were withdrawn by then. A day of publication that was corrected later is the right one
-- already. The macros NAME_known_on are the views' own bodies over it.
CREATE OR REPLACE MACRO mart.versions_known_on(on_day) AS TABLE
WITH captured AS (
    SELECT a.version_id, row_number() OVER (
        PARTITION BY a.article_id
        ORDER BY c.captured_at DESC NULLS LAST, split_part(c.origin, '#', 1) DESC, c.row_number DESC NULLS LAST, a.article_version DESC
    ) AS from_newest
    FROM dim_article AS a JOIN ops.version_capture AS c USING (version_id)
    WHERE c.captured_at IS NULL OR c.captured_at < timezone('Asia/Ho_Chi_Minh', (on_day::DATE + 1)::TIMESTAMP)
), known AS (
    SELECT version_id, min(from_newest) = 1 AS is_newest FROM captured GROUP BY version_id
), gone AS (
    SELECT article_id, max(withdrawn_at) AS gone_at
    FROM ops.withdrawn
    WHERE withdrawn_at < timezone('Asia/Ho_Chi_Minh', (on_day::DATE + 1)::TIMESTAMP)
        AND (returned_at IS NULL OR returned_at >= timezone('Asia/Ho_Chi_Minh', (on_day::DATE + 1)::TIMESTAMP))
    GROUP BY article_id
)
SELECT a.* REPLACE (k.is_newest AS is_current, g.gone_at AS withdrawn_at)
FROM dim_article AS a JOIN known AS k USING (version_id) LEFT JOIN gone AS g USING (article_id);
