-- Names are to be folded anew by today's seeds, and whom they mean is to be settled anew.
UPDATE dim_entity SET fold = NULL, organization_kind = NULL, seat = NULL, project_kind = NULL, known_by = NULL;
DELETE FROM bridge_identity;
DELETE FROM dim_person;
DELETE FROM dim_organization;
DELETE FROM dim_project;
