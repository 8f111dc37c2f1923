-- The versions of mart. A column may come in any; one that goes, or changes its name, type or meaning, makes a new version.
CREATE OR REPLACE VIEW mart.releases AS
SELECT * FROM (VALUES
    (1, DATE '2026-11-27', 'Phiên bản đầu: các cột của tests/golden/mart.csv; mart.changes_since cho ai theo dõi kho.', 'The first version: the columns of tests/golden/mart.csv; mart.changes_since for who follows the warehouse.')
) AS release(version, released_on, changes_vi, changes_en);
