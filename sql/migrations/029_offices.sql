-- Titles of one office: "TGĐ" is held under the same office as "Tổng Giám đốc".
ALTER TABLE dim_title ADD COLUMN office VARCHAR;
COMMENT ON COLUMN dim_title.office IS 'The title written out, the same for all titles of one office.';
