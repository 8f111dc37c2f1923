"""Table hashes: two warehouses with the same hashes hold the same star."""

import duckdb

LEFT_OUT = ("run_id", "rules_version", "origin")


def hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The hash of every table of schema main, whatever the order of its rows.

    All columns count but run_id, rules_version, origin and *_at: the sum of the MD5 of every row, with the rows' number.
    """
    tables = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal AND table_name <> 'migration' "
        "AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'main' AND NOT temporary) GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    found = {}
    for table, columns in tables:
        kept = ", ".join(f'"{c}"' for c in columns if c not in LEFT_OUT and not c.endswith("_at"))
        row = connection.execute(
            f"SELECT coalesce(sum(md5_number_lower(to_json(row({kept}))::VARCHAR)::HUGEINT), 0)::VARCHAR || ':' || count(*) FROM main.{table}"
        ).fetchone()
        found[table] = row[0] if row else ""
    return found
