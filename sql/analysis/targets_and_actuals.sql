-- Một chỉ tiêu: mỗi kỳ một dòng, mục tiêu cạnh kết quả / A metric's history, a line a period: what was aimed at beside what came
-- Con số được nhiều nguồn độc lập nói nhất, mới nhất; scope là phần được nói tới. / The figure that most independent sources tell, the newest of those; scope is what narrows it.
-- $metric =  : mã hay tên chỉ tiêu; trống: mọi chỉ tiêu / a metric's code or name; empty: all
-- $subject =  : của ai, nơi nào; trống: tất cả / whose; empty: all
-- $kind = level (level, growth, change, share, ratio) : loại con số / what sort of figure
-- > metric: state_budget_revenue | subject: Quảng Ninh | scope: null | period_start: 2024-01-01 | period_end: 2024-12-31 | unit: VND | target: 55600000000000 | forecast: null
-- > estimate: null | actual: 56200000000000 | actual_of_target: 1.0108 | independent_articles: 3 | is_contradicted: false
WITH told AS (
    SELECT *, row_number() OVER (PARTITION BY metric, subject, scope, period_start, period_end, unit, status ORDER BY sources DESC, independent_articles DESC, last_seen_on DESC, claim_id) AS nth
    FROM mart.claims
    WHERE metric IS NOT NULL AND subject IS NOT NULL AND period_end IS NOT NULL AND kind = $kind
        AND ($metric = '' OR metric IN (SELECT d.metric FROM dim_metric AS d WHERE d.metric = $metric OR mart.is_named(d.name_vi, $metric) OR mart.is_named(d.name_en, $metric))) AND mart.is_named(subject, $subject)
), line AS (
    SELECT
        metric, subject, scope, period_start, period_end, unit,
        max(value_high) FILTER (status = 'target') AS target, max(value_high) FILTER (status = 'forecast') AS forecast,
        max(value_high) FILTER (status = 'estimate') AS estimate, max(value_high) FILTER (status = 'actual') AS actual,
        sum(independent_articles)::INTEGER AS independent_articles, bool_or(is_contradicted) AS is_contradicted
    FROM told WHERE nth = 1
    GROUP BY ALL
)
SELECT
    metric, subject, scope, period_start, period_end, unit, target, forecast, estimate, actual,
    round(coalesce(actual, estimate) / nullif(target, 0), 4) AS actual_of_target, independent_articles, is_contradicted
FROM line
WINDOW own AS (PARTITION BY metric, subject, scope, unit)
ORDER BY max(target IS NOT NULL AND coalesce(actual, estimate) IS NOT NULL) OVER own DESC, max(target IS NOT NULL) OVER own DESC, metric, subject, scope NULLS FIRST, unit, period_end, period_start;
