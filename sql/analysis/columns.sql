-- Một bảng có những cột nào, mỗi cột là gì? / Which columns has a view, and what does each mean?
-- $view = measurements : tên bảng trong mart, dq, ops hay main / a view or table of mart, dq, ops or main
-- > view: mart.measurements | column: value | type: DECIMAL(38,6) | means: trị số theo đơn vị gốc … / the figure in base units …
SELECT schema_name || '.' || table_name AS view, column_name AS column, data_type AS type, comment AS means
FROM duckdb_columns()
WHERE database_name = current_database() AND lower($view) IN (lower(table_name), lower(schema_name || '.' || table_name))
ORDER BY view, column_index;
