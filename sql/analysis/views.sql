-- Có những bảng nào để hỏi, mỗi bảng là gì? / Which views, tables and macros are there to ask, and what is each?
-- $schema = mart (mart, dq, ops, main) : mart: dữ kiện; dq: chất lượng; ops: vận hành; main: các bảng bên dưới / mart: facts; dq: quality; ops: operation; main: the tables below
-- > view: mart.claims | kind: view | columns: 17 | means: Một con số chung giữa các bài … / The same figure across articles …
SELECT $schema || '.' || name AS view, kind, columns, means
FROM (
    SELECT view_name AS name, 'view' AS kind, column_count AS columns, comment AS means FROM duckdb_views() WHERE database_name = current_database() AND schema_name = $schema
    UNION ALL SELECT table_name, 'table', column_count, comment FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = $schema
    UNION ALL SELECT function_name, 'macro', NULL, comment FROM duckdb_functions() WHERE database_name = current_database() AND schema_name = $schema
)
ORDER BY kind = 'macro', view;
