-- What a follower of the warehouse has to do since a day (its beginning in Vietnam) or since the end of a run: which articles and
-- facts came into the views, left them, or were read or judged again. Of articles fact_id is null. By when the warehouse published
-- them, whatever the time of capture; told twice rather than not at all. What a fact says differently: mart.version_changes.
CREATE OR REPLACE MACRO mart.changes_since(since) AS TABLE
WITH asked AS (
    SELECT coalesce(
        timezone('Asia/Ho_Chi_Minh', try_cast(since::VARCHAR AS DATE)::TIMESTAMP), (SELECT finished_at FROM ops.run WHERE run_id = since::VARCHAR),
        error('changes_since(' || coalesce(since::VARCHAR, 'NULL') || '): neither a day, such as 2026-03-01, nor a run of ops.run')
    ) AS since_when
), late AS (
    -- Runs published since. What an address answered, or a person judged, while one of them was under way is known since then.
    SELECT since_when, min(least(coalesce(r.started_at, since_when), since_when)) AS answered_since
    FROM asked LEFT JOIN ops.run AS r ON r.finished_at > since_when
    GROUP BY since_when
), captured AS (
    SELECT a.article_id, a.article_version, c.*, r.finished_at AS told_at, coalesce(r.finished_at > l.since_when, false) AS is_fresh
    FROM dim_article AS a JOIN ops.version_capture AS c USING (version_id) LEFT JOIN ops.run AS r ON c.run_id = r.run_id CROSS JOIN late AS l
), fresh AS (
    SELECT version_id, max(told_at) AS told_at FROM captured WHERE is_fresh GROUP BY version_id
), away AS (
    SELECT w.article_id, w.returned_at FROM ops.withdrawn AS w, late AS l WHERE w.withdrawn_at < l.answered_since AND (w.returned_at IS NULL OR w.returned_at >= l.answered_since)
    UNION ALL
    -- A person's word that was taken back stands there no longer.
    SELECT w.article_id, max(w.at) FILTER (w.at >= l.answered_since) FROM ops.withdrawal AS w, late AS l
    GROUP BY w.article_id HAVING arg_max(w.verdict, w.at) FILTER (w.at < l.answered_since) = 'withdrawn'
), was_gone AS (
    SELECT article_id, max(returned_at) AS returned_at FROM away GROUP BY article_id
), before AS (
    SELECT article_id, version_id, article_version
    FROM captured
    WHERE NOT is_fresh AND article_id NOT IN (SELECT article_id FROM was_gone)
    QUALIFY row_number() OVER (
        PARTITION BY article_id
        ORDER BY captured_at DESC NULLS LAST, split_part(origin, '#', 1) DESC, row_number DESC NULLS LAST, article_version DESC
    ) = 1
), shown AS (
    SELECT a.article_id, a.version_id, a.article_version, r.finished_at AS read_at
    FROM dim_article AS a LEFT JOIN ops.run AS r ON a.run_id = r.run_id
    WHERE a.is_current AND a.withdrawn_at IS NULL
), gone AS (
    SELECT article_id, max(withdrawn_at) AS withdrawn_at FROM ops.withdrawn WHERE returned_at IS NULL GROUP BY article_id
), step AS (
    SELECT
        coalesce(n.article_id, b.article_id) AS article_id, b.version_id AS old_id, n.version_id AS new_id, coalesce(n.article_version, b.article_version) AS article_version,
        CASE
            WHEN n.article_id IS NULL THEN 'withdrawn' WHEN b.version_id = n.version_id THEN 'read_again' WHEN b.article_id IS NOT NULL THEN 'new_version'
            WHEN w.article_id IS NOT NULL THEN 'returned' ELSE 'new_article'
        END AS cause,
        CASE cause WHEN 'withdrawn' THEN g.withdrawn_at WHEN 'read_again' THEN n.read_at WHEN 'returned' THEN w.returned_at ELSE coalesce(f.told_at, n.read_at) END AS happened_at
    FROM before AS b FULL JOIN shown AS n ON b.article_id = n.article_id CROSS JOIN late AS l
    LEFT JOIN fresh AS f ON n.version_id = f.version_id
    LEFT JOIN was_gone AS w ON n.article_id = w.article_id
    LEFT JOIN gone AS g ON b.article_id = g.article_id
    WHERE b.version_id IS DISTINCT FROM n.version_id OR n.read_at > l.since_when
), fact AS (
    SELECT 'measurements' AS fact_type, version_id, fact_id FROM fact_measurement
    UNION ALL SELECT 'targets', version_id, fact_id FROM fact_target
    UNION ALL SELECT 'statements', version_id, fact_id FROM fact_statement
    UNION ALL SELECT 'events', version_id, fact_id FROM fact_event
    UNION ALL SELECT 'investments', version_id, fact_id FROM fact_investment
    UNION ALL SELECT 'agreements', version_id, fact_id FROM fact_agreement
    UNION ALL SELECT 'position_observations', version_id, fact_id FROM fact_position
    UNION ALL SELECT 'citations', version_id, fact_id FROM fact_citation
    UNION ALL SELECT 'mentions', version_id, fact_id FROM fact_mention
), judged AS (
    SELECT o.fact_id, max(o.at) AS judged_at FROM ops.override AS o, late AS l WHERE o.at >= l.answered_since GROUP BY o.fact_id
), side AS (
    SELECT old_id AS version_id, 'removed' AS change, cause, happened_at, article_id FROM step WHERE old_id IS NOT NULL AND new_id IS DISTINCT FROM old_id
    UNION ALL SELECT new_id, CASE WHEN new_id IS NOT DISTINCT FROM old_id THEN 'changed' ELSE 'added' END, cause, happened_at, article_id FROM step WHERE new_id IS NOT NULL
), told AS (
    SELECT 'articles' AS fact_type, NULL AS fact_id, article_id, article_version, CASE WHEN old_id IS NULL THEN 'added' WHEN new_id IS NULL THEN 'removed' ELSE 'changed' END AS change, cause, happened_at
    FROM step
    UNION ALL
    SELECT f.fact_type, f.fact_id, s.article_id, a.article_version, s.change, s.cause, s.happened_at
    FROM side AS s JOIN fact AS f USING (version_id) JOIN dim_article AS a USING (version_id)
    UNION ALL
    -- Of a fact that a person rejected the judgement alone is left.
    SELECT coalesce(f.fact_type, k.fact_type), j.fact_id, a.article_id, a.article_version, CASE WHEN f.fact_id IS NULL THEN 'removed' ELSE 'changed' END, 'judged', j.judged_at
    FROM judged AS j LEFT JOIN fact AS f USING (fact_id) LEFT JOIN fact_judgement AS k USING (fact_id)
    JOIN dim_article AS a ON a.version_id = coalesce(f.version_id, k.version_id) AND a.is_current AND a.withdrawn_at IS NULL
    WHERE a.version_id NOT IN (SELECT version_id FROM side)
    UNION ALL
    -- Which article was forgotten is kept nowhere: what mart.articles has no longer goes.
    SELECT 'articles', NULL, NULL, NULL, 'removed', 'forgotten', t.at FROM ops.tombstone AS t, late AS l WHERE t.at >= l.answered_since
)
SELECT fact_type, fact_id, article_id, article_version, change, cause, happened_at FROM told;
