-- The exchange rate that each stated equivalent implies, beside the year's reference rate.
CREATE OR REPLACE VIEW mart.fx_implied AS
SELECT
    f.fact_id, f.article_id, a.published_on, o.value AS amount, o.unit, f.value AS equivalent, f.unit AS equivalent_unit,
    CASE WHEN f.unit = 'VND' THEN f.value / nullif(o.value, 0) ELSE o.value / nullif(f.value, 0) END AS implied_vnd,
    r.vnd AS reference_vnd,
    (CASE WHEN f.unit = 'VND' THEN f.value / nullif(o.value, 0) ELSE o.value / nullif(f.value, 0) END) / r.vnd - 1 AS deviation,
    s.sentence
FROM fact_measurement AS f
JOIN fact_measurement AS o ON f.equivalent_of = o.fact_id
JOIN dim_article AS a ON f.version_id = a.version_id AND a.is_current AND a.withdrawn_at IS NULL
LEFT JOIN dim_sentence AS s ON f.version_id = s.version_id AND f.sentence_number = s.sentence_number
LEFT JOIN dim_fx_rate AS r ON r.unit = CASE WHEN f.unit = 'VND' THEN o.unit ELSE f.unit END AND r.year = year(coalesce(f.period_end, a.published_on))
WHERE 'VND' IN (f.unit, o.unit);
