-- Dự án nào chậm, dừng, hủy? / Which projects are delayed, suspended or cancelled?
-- $place =  : nơi; trống: mọi nơi / a place; empty: anywhere
-- > project: Bệnh viện Ung bướu Cần Thơ | stage: suspended | told_on: 2024-11-24 | places: [Cần Thơ] | investors: [] | amount_vnd: 1700000000000 | amount_usd: null | is_still_so: true | sentence: … | fact_id: 3f0c… | project_id: 12aa…
SELECT
    h.name AS project, h.stage, h.published_on AS told_on, p.places, p.investors, p.amount_vnd, p.amount_usd, h.fact_id = p.stage_fact_id AS is_still_so, h.sentence, h.fact_id, h.project_id
FROM mart.project_history AS h JOIN mart.projects AS p USING (project_id)
WHERE h.stage IN ('delayed', 'suspended', 'cancelled')
    AND ($place IN ('', '%') OR len(list_filter(p.places, lambda place: mart.is_named(place, $place))) > 0)
ORDER BY h.published_on DESC NULLS LAST, h.name, h.fact_id;
