-- Which facts tell of which subject: (kind, key, fact_id, article_id), repeats and copies left out.
CREATE OR REPLACE TEMP TABLE tie AS
WITH province AS (
    SELECT DISTINCT name FROM dim_place WHERE level IN ('province', 'city')
), of_province AS (
    SELECT organization_id, name, seat FROM mart.organizations WHERE seat IN (SELECT name FROM province)
), told AS (
    SELECT 'province' AS kind, subject AS key, fact_id, article_id, is_repeat FROM mart.measurements WHERE subject IN (SELECT name FROM province) AND subject_kind = 'place'
    UNION ALL SELECT 'province', subject, fact_id, article_id, is_repeat FROM mart.targets WHERE subject IN (SELECT name FROM province)
    UNION ALL SELECT 'province', place, fact_id, article_id, is_repeat FROM mart.events WHERE place IN (SELECT name FROM province)
    UNION ALL SELECT 'province', unnest(places), fact_id, article_id, is_repeat FROM mart.investments
    -- Of a project that is told in a district or a town of it.
    UNION ALL SELECT 'province', p.province, i.fact_id, i.article_id, i.is_repeat FROM mart.investments AS i JOIN mart.projects AS p USING (project_id) WHERE p.province IS NOT NULL
    UNION ALL SELECT 'province', province, first_fact_id, first_article_id, false FROM mart.projects WHERE province IS NOT NULL
    UNION ALL SELECT 'province', o.seat, p.fact_id, p.article_id, p.is_repeat FROM mart.position_observations AS p JOIN of_province AS o USING (organization_id)
    UNION ALL SELECT 'province', o.seat, s.fact_id, s.article_id, s.is_repeat FROM mart.statements AS s JOIN of_province AS o ON s.speaker_id = o.organization_id
    UNION ALL SELECT 'province', o.seat, s.fact_id, s.article_id, s.is_repeat FROM mart.statements AS s JOIN of_province AS o ON s.organization = o.name
    UNION ALL SELECT speaker_kind, speaker_id, fact_id, article_id, is_repeat FROM mart.statements WHERE speaker_id IS NOT NULL
    UNION ALL SELECT 'person', person_id, fact_id, article_id, is_repeat FROM mart.position_observations WHERE person_id IS NOT NULL
    UNION ALL SELECT 'organization', organization_id, fact_id, article_id, is_repeat FROM mart.position_observations WHERE organization_id IS NOT NULL
    UNION ALL SELECT participant_kind, participant_id, fact_id, article_id, false FROM mart.event_participants WHERE participant_id IS NOT NULL
    UNION ALL SELECT 'organization', o.organization_id, m.fact_id, m.article_id, m.is_repeat FROM mart.measurements AS m JOIN mart.organizations AS o ON m.subject = o.name WHERE m.subject_kind = 'organization' AND m.metric IS NOT NULL
    UNION ALL SELECT 'organization', o.organization_id, t.fact_id, t.article_id, t.is_repeat FROM mart.targets AS t JOIN mart.organizations AS o ON t.subject = o.name
    UNION ALL SELECT 'organization', o.organization_id, i.fact_id, i.article_id, i.is_repeat FROM mart.investments AS i JOIN mart.organizations AS o ON i.investor = o.name
    UNION ALL SELECT 'project', project_id, fact_id, article_id, is_repeat FROM mart.investments WHERE project_id IS NOT NULL
    UNION ALL SELECT 'project', project_id, fact_id, article_id, is_repeat FROM mart.measurements WHERE project_id IS NOT NULL
    -- What is promised of a project: of two projects of one name, the one that the same article tells of.
    UNION ALL SELECT 'project', i.project_id, t.fact_id, t.article_id, t.is_repeat FROM mart.targets AS t JOIN mart.investments AS i ON t.article_id = i.article_id AND lower(t.subject) = lower(i.project) WHERE i.project_id IS NOT NULL
    UNION ALL SELECT 'metric', metric, fact_id, article_id, is_repeat FROM mart.measurements WHERE metric IS NOT NULL AND subject IS NOT NULL
    UNION ALL SELECT 'metric', metric, fact_id, article_id, is_repeat FROM mart.targets WHERE metric IS NOT NULL
)
SELECT DISTINCT kind, key, fact_id, article_id FROM told
WHERE NOT is_repeat AND key IS NOT NULL AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts);

-- What pages cite beside: what projects rest on, the actuals that targets are compared with, and both sides of contradictions.
CREATE OR REPLACE TEMP TABLE cited AS
SELECT DISTINCT fact_id, article_id FROM (
    SELECT unnest([capital_fact_id, stage_fact_id, first_fact_id]) AS fact_id, unnest([capital_article_id, stage_article_id, first_article_id]) AS article_id FROM mart.projects
    UNION ALL SELECT m.fact_id, m.article_id FROM mart.measurements AS m WHERE m.fact_id IN (SELECT actual_fact_id FROM mart.target_progress)
    UNION ALL SELECT unnest([fact_a, fact_b]), unnest([article_a, article_b]) FROM mart.contradictions
) WHERE fact_id IS NOT NULL;
