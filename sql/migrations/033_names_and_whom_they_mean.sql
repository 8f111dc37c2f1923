-- Keys of facts are those of names; what a name means in an article is found by way of bridge_identity, and names of columns stay.
COMMENT ON COLUMN fact_position.person_id IS 'Who, by the name told; dim_entity. Whom it means, dim_person: bridge_identity by name_id and article_id.';
COMMENT ON COLUMN fact_position.organization_id IS 'The office''s organisation, by the name told; dim_entity. What it means, dim_organization: bridge_identity by name_id.';
COMMENT ON COLUMN fact_statement.speaker_id IS 'Who said it, by the name told; dim_entity; ''unknown'' for a collective. Whom it means: bridge_identity by name_id, of a person by article_id too.';
COMMENT ON COLUMN fact_statement.organization_id IS 'The organisation the speaker speaks for, by the name told; dim_entity. What it means, dim_organization: bridge_identity by name_id.';
COMMENT ON COLUMN fact_investment.project_id IS 'The project, by the name told; dim_entity; ''unknown'' for a total. What it means, dim_project: bridge_identity by name_id and article_id.';
