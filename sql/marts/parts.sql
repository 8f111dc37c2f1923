-- Figures that are a part of a total and bear its very name: of the same metric and subject, with no scope or period that tells them from it ("vốn đầu tư công đạt
-- 8.300 tỷ đồng, trong đó vốn ngân sách trung ương 2.900 tỷ đồng"), or of the metric that the total's narrows ("giải ngân 8.300 tỷ đồng vốn đầu tư công,
-- trong đó …": public_investment of a public_investment_disbursement). Such a part is no claim, no actual of the total's goal and no point beside it. A part with a scope, subject or metric of its own ("trong đó thu nội địa …") is a figure like any other.
CREATE OR REPLACE VIEW mart.parts AS
SELECT p.fact_id, p.article_id, p.part_of
FROM fact_measurement AS p
LEFT JOIN fact_measurement AS w ON p.part_of = w.fact_id
WHERE p.part_of IS NOT NULL
    AND (
        w.fact_id IS NULL
        OR (p.metric IS NOT DISTINCT FROM w.metric OR starts_with(w.metric, p.metric || '_')) AND p.subject_id = w.subject_id AND (p.scope IS NULL OR p.scope = w.scope)
        AND coalesce(p.period_start = w.period_start, true) AND coalesce(p.period_end = w.period_end, true)
    );
