-- What the pages of some article versions show, in short: the version, who read it when, what people judged of it, what lies aside of it.
WITH facts AS (
    SELECT version_id, max(run_id) AS run_id, count(*) AS facts FROM (
        SELECT version_id, run_id FROM fact_mention UNION ALL SELECT version_id, run_id FROM fact_measurement UNION ALL SELECT version_id, run_id FROM fact_target
        UNION ALL SELECT version_id, run_id FROM fact_statement UNION ALL SELECT version_id, run_id FROM fact_event UNION ALL SELECT version_id, run_id FROM fact_investment
        UNION ALL SELECT version_id, run_id FROM fact_agreement UNION ALL SELECT version_id, run_id FROM fact_position UNION ALL SELECT version_id, run_id FROM fact_citation
    ) WHERE version_id IN $versions GROUP BY version_id
), judged AS (
    SELECT version_id, string_agg(concat_ws(' ', fact_id, action, amendment, judged_at), ',' ORDER BY fact_id) AS judged FROM fact_judgement WHERE version_id IN $versions GROUP BY version_id
), aside AS (
    SELECT version_id, string_agg(md5(concat_ws(' ', quarantine_id, fact_type, reason, payload)), ',' ORDER BY quarantine_id) AS aside
    FROM dq.quarantine WHERE version_id IN $versions AND state = 'open' GROUP BY version_id
)
SELECT a.version_id, to_json([
    a.version_id, a.article_version::VARCHAR, a.title, a.source, a.origin, a.published_on::VARCHAR, a.published_from, a.byline, a.words::VARCHAR, a.run_id, a.rules_version,
    f.run_id, f.facts::VARCHAR, j.judged, q.aside
])::VARCHAR AS told
FROM dim_article AS a LEFT JOIN facts AS f USING (version_id) LEFT JOIN judged AS j USING (version_id) LEFT JOIN aside AS q USING (version_id)
WHERE a.version_id IN $versions
