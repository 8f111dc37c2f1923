-- Một chỉ tiêu: mỗi kỳ một dòng, mục tiêu cạnh kết quả / A metric's history, a line a period: what was aimed at beside what came
-- Con số được nhiều nguồn độc lập nói nhất, theo bài mới nhất; scope là phần được nói tới; kết quả của kỳ chưa hết không tính, trừ tháng cuối của một năm. / The figure that most independent sources tell, as told last; scope is what narrows it; no actual of a period that is not over, but of a year in its last month.
-- $metric =  : mã hay tên chỉ tiêu; trống: mọi chỉ tiêu / a metric's code or name; empty: all
-- $subject =  : của ai, nơi nào; trống: tất cả / whose; empty: all
-- $kind = level (level, growth, change, share, ratio) : loại con số / what sort of figure
-- > metric: state_budget_revenue | subject: Quảng Ninh | scope: null | period_start: 2024-01-01 | period_end: 2024-12-31 | unit: VND | target: 55600000000000 | forecast: null
-- > estimate: null | actual: 56200000000000 | actual_of_target: 1.0108 | independent_articles: 3 | is_contradicted: false
WITH newest AS (
    SELECT claim_id, value FROM mart.measurements
    WHERE claim_id IS NOT NULL AND NOT is_repeat AND equivalent_of IS NULL AND fact_id NOT IN (SELECT fact_id FROM mart.corrected)
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY published_on DESC NULLS LAST, fact_id) = 1
        AND max(abs(value)) OVER (PARTITION BY claim_id, article_id) <= 1.05 * min(abs(value)) OVER (PARTITION BY claim_id, article_id)
), told AS (
    SELECT *, row_number() OVER (PARTITION BY metric, subject, scope, period_start, period_end, unit, status ORDER BY sources DESC, independent_articles DESC, last_seen_on DESC, claim_id) AS nth
    FROM mart.claims JOIN newest USING (claim_id)
    WHERE (status <> 'actual' OR period_end <= last_seen_on + CASE WHEN period_end - period_start >= 360 THEN 31 ELSE 0 END) AND metric IS NOT NULL AND subject IS NOT NULL AND period_end IS NOT NULL AND kind = $kind
        AND ($metric = '' OR metric IN (SELECT d.metric FROM dim_metric AS d WHERE d.metric = $metric OR mart.is_named(d.name_vi, $metric) OR mart.is_named(d.name_en, $metric))) AND mart.is_named(subject, $subject)
), line AS (
    SELECT
        metric, subject, scope, period_start, period_end, unit,
        max(value) FILTER (status = 'target') AS target, max(value) FILTER (status = 'forecast') AS forecast,
        max(value) FILTER (status = 'estimate') AS estimate, max(value) FILTER (status = 'actual') AS actual,
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
