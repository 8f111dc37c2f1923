-- Dữ kiện nào nên xem lại trước: luật kém chắc, hay các bài nói khác nhau? / Which facts are to be looked at first: of the least sure rules, or contradicted?
-- ? nghi ngờ, kiểm tra lại / doubtful
-- Con số của luật kém chắc nhất, chưa ai xét. / Figures of the least sure rules that nobody has judged.
-- $below = 0.9 : độ đúng của luật dưới mức này / precision of the rule below this
-- > confidence: 0.82 | rule: quantity_implied_dong+metric_head | metric: price | subject: Việt Nam | surface: 33 triệu | value: 33000000 | unit: VND | is_contradicted: false | sentence: … | fact_id: 3f0c…
SELECT
    m.confidence, m.rule, m.metric, m.subject, m.surface, m.value, m.unit, coalesce(c.is_contradicted, false) AS is_contradicted, m.sentence, m.fact_id
FROM mart.measurements AS m LEFT JOIN mart.claims AS c ON m.claim_id = c.claim_id
WHERE m.judgement IS NULL AND NOT m.is_repeat AND m.metric IS NOT NULL AND (m.confidence < $below::DOUBLE OR c.is_contradicted)
    AND m.fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY is_contradicted DESC, m.confidence, m.fact_id;
