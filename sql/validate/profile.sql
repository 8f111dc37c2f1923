-- Measures of each source in a run's staging: what came, what was read of it, how full the rows are.
WITH came AS (
    SELECT coalesce(a.source, 'unknown') AS source, count(*) AS articles, avg(a.words) AS words, avg((a.published_on IS NOT NULL)::INTEGER) AS dated,
        epoch(max(a.published_on::TIMESTAMP)) / 86400 AS newest
    FROM articles AS a GROUP BY 1
), figures AS (
    SELECT coalesce(a.source, 'unknown') AS source, count(*) AS n, avg((f.metric IS NOT NULL)::INTEGER) AS metric, avg((f.subject IS NOT NULL)::INTEGER) AS subject,
        avg((f.period_end IS NOT NULL)::INTEGER) AS period, median(ln(abs(f.value::DOUBLE) + 1)) FILTER (f.unit = 'VND') AS dong
    FROM measurements AS f JOIN articles AS a USING (version_id) WHERE NOT f.is_repeat GROUP BY 1
), said AS (
    SELECT coalesce(a.source, 'unknown') AS source, count(*) AS n, avg((f.speaker IS NOT NULL)::INTEGER) AS speaker
    FROM statements AS f JOIN articles AS a USING (version_id) WHERE NOT f.is_repeat GROUP BY 1
)
SELECT source, 'articles' AS measure, articles::DOUBLE AS value, articles AS counted FROM came
UNION ALL SELECT source, 'words_an_article', words, articles FROM came
UNION ALL SELECT source, 'dated', dated, articles FROM came
UNION ALL SELECT source, 'newest_day', newest, articles FROM came WHERE newest IS NOT NULL
UNION ALL SELECT source, 'figures_an_article', coalesce(n, 0) / articles, articles FROM came LEFT JOIN figures USING (source)
UNION ALL SELECT source, 'statements_an_article', coalesce(n, 0) / articles, articles FROM came LEFT JOIN said USING (source)
UNION ALL SELECT source, 'metric_known', metric, n FROM figures
UNION ALL SELECT source, 'subject_known', subject, n FROM figures
UNION ALL SELECT source, 'period_known', period, n FROM figures
UNION ALL SELECT source, 'dong_scale', dong, n FROM figures WHERE dong IS NOT NULL
UNION ALL SELECT source, 'speaker_known', speaker, n FROM said
UNION ALL SELECT '*', 'articles', coalesce(sum(articles), 0), coalesce(sum(articles), 0) FROM came
UNION ALL SELECT '*', 'rejected', avg((r.reason IS NOT NULL AND r.reason <> 'duplicate')::INTEGER), count(*) FROM documents LEFT JOIN rejected AS r USING (origin, sha256)
ORDER BY source, measure
