-- Cái gì bị để riêng, vì sao, bao nhiêu? / What was set aside, why, and how much?
-- $state = open (open, replayed, closed) : trạng thái / what became of it
-- > stage: frames | reason: … | expectation: measurements.value_in_bounds | fact_type: measurements | items: 3 | articles: 2 | since: 2026-11-20 | last_on: 2026-11-27 | example: 3f0c… | origin: https://…
SELECT
    stage, reason, expectation, fact_type, count(*) AS items, count(DISTINCT article_id) AS articles, min(timezone('Asia/Ho_Chi_Minh', "at"))::DATE AS since, max(timezone('Asia/Ho_Chi_Minh', "at"))::DATE AS last_on,
    min(quarantine_id) AS example, min_by(origin, quarantine_id) AS origin
FROM dq.quarantine
WHERE state = $state
GROUP BY ALL
ORDER BY items DESC, stage, reason, fact_type;
