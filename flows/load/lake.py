"""The published warehouse in DuckLake: brought up to date by one snapshot, read there, given back as a file with its keys.

DuckLake knows no keys, so the star is made and audited in a file, the lake's home, and what is published of it comes here: of
every table only the rows that differ. Its extensions come from their wheels (`khotin[lake]`), never from the network.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from flows.assets import root
from flows.files import connected, in_quotes, share_out
from flows.load import catalogue, landed, publications
from flows.load.extensions import OFFLINE, STORE, LakeMovedOn, LakeRefused, extension, reach
from flows.load.hashes import hashes
from flows.load.migrate import create_views, migrate
from flows.load.publications import Publication

SCHEME = "ducklake:"
SCHEMAS = ("main", "ops", "dq", "search")
MACRO = re.compile(r"^CREATE OR REPLACE MACRO .*?;$", re.MULTILINE | re.DOTALL)
CATALOGUES = {
    "duckdb": (),
    "sqlite": ("sqlite_scanner",),
    "postgres": ("postgres_scanner",),
}  # kind of catalogue: extensions beside ducklake
TABLES = "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary ORDER BY table_oid"
COPY = Publication()  # a file's, that is no home
# Of all tables at once: DuckDB looks through every view of a lake for each question about columns.
COLUMNS = """
SELECT database_name, schema_name, table_name, list((column_name, data_type) ORDER BY column_index)
FROM duckdb_columns() WHERE database_name IN ('source', 'lake') GROUP BY ALL
"""


@dataclass(frozen=True)
class Lake:
    """Where a lake is: the kind of its catalogue, the file of it (of PostgreSQL, libpq's words), the place of its data: a
    folder, or s3://BUCKET/….

    None stands for the one that the catalogue knows.
    """

    kind: str
    catalogue: str
    data: str | None

    @property
    def name(self) -> str:
        """The lake as it is told."""
        return f"{SCHEME}{self.kind}:{self.catalogue}"

    @property
    def file(self) -> Path | None:
        """The catalogue's file; None where it is in a server."""
        return None if self.kind == "postgres" else Path(self.catalogue)


@dataclass(frozen=True)
class Written:
    """What a snapshot wrote of a table."""

    table: str
    deleted: int
    inserted: int


def address(told: str, data: Path | str | None = None) -> Lake:
    """A lake by its address. Raises LakeRefused.

    Its data lies in `data`, a folder or s3://BUCKET/…, else in FILE.files; PostgreSQL's catalogue has to be told it once.

    >>> address("ducklake:sqlite:news.lake").kind
    'sqlite'
    """
    kind, _, where = told.removeprefix(SCHEME).partition(":")
    if not told.startswith(SCHEME) or kind not in CATALOGUES or not where:
        raise LakeRefused(  # the rest is not repeated: it may hold a password
            "a lake's address is ducklake:duckdb:FILE, ducklake:sqlite:FILE or ducklake:postgres:dbname=… host=…"
        )
    if kind == "postgres":
        if "password" in where or "://" in where:  # an address stands in files, and in lists of processes
            raise LakeRefused(
                "a password has no place in a lake's address: give it in PGPASSWORD or ~/.pgpass, the rest as dbname=… host=… user=…"
            )
        return Lake(kind, where, _place(data) if data else None)
    file = Path(where).absolute()
    return Lake(kind, str(file), _place(data or f"{file}.files"))


def _place(data: Path | str) -> str:
    return str(data) if str(data).startswith(STORE) else str(Path(data).absolute())


def push(
    file: Path,
    lake: Lake,
    told: str = "",
    publication: Publication = COPY,
    base: str | None = None,
    anew: bool = False,
) -> list[Written]:
    """Makes a lake hold what a warehouse file holds, in one snapshot of what differs; nothing where nothing does.

    `told` is the snapshot's message; `publication` says which home publishes, without one it is a copy of a file; `base` is the id of
    the publication that it is built on. A home's kept documents come too. `anew` makes each table and its statistics anew,
    whatever the lake holds. It is one transaction. Raises LakeMovedOn where another home published since `base`, LakeRefused
    where a copy would take out what a home published, or the hashes differ: the snapshot is then not made.
    """
    if lake.file:
        lake.file.parent.mkdir(parents=True, exist_ok=True)
    with attached(lake) as connection:
        share_out(connection, file, file.parent / "work")
        connection.execute(f"ATTACH {in_quotes(file)} AS source (READ_ONLY)")
        connection.execute("USE lake; BEGIN")
        _check_base(connection, lake, publication, base)
        for schema in (*SCHEMAS, "mart"):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS lake.{schema}")
        tables = _tables(connection, "source")
        lasting = _tables(connection, "lake")
        columns = {(d, s, t): told for d, s, t, told in connection.execute(COLUMNS).fetchall() if d == "source" or not anew}  # fmt: skip
        for schema, table in set(lasting) - set(tables):
            connection.execute(f'DROP TABLE lake.{schema}."{table}"')
        written = [
            w
            for s, t in tables
            if (w := _bring(connection, s, t, columns["source", s, t], columns.get(("lake", s, t), [])))
        ]
        if publication.home and (brought := landed.bring(connection, file.parent / "landing", anew)):
            written.append(Written(landed.TABLE, 0, brought))
        if not written:
            connection.execute("ROLLBACK")
            return []
        if any(w.table == "ops.catalogue" for w in written):
            _describe(connection)
        connection.execute("USE source")
        wanted = hashes(connection)
        connection.execute("USE lake")
        _same(wanted, hashes(connection))
        _commit(connection, lake, told or file.name, publication)
    return written


def pull(lake: Lake, file: Path, version: int | None = None) -> dict[str, str]:
    """Writes a lake's last snapshot, or that of a number, as a new warehouse file with its keys and views; its hashes.

    Raises LakeRefused where the file is there already, the lake is of another version of khotin, or the hashes differ.
    """
    if file.exists():
        raise LakeRefused(f"{file} is there already: name a new file")
    _check_there(lake)
    part = file.with_name(f"{file.name}.part")
    # Of one that was killed: its journal would be read into the new file.
    for left in (part, Path(f"{part}.wal")):
        left.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with connected(part) as made:
        migrate(made)
    with attached(replace(lake, data=None), version) as connection:
        share_out(connection, _local(lake) or part, part.parent / "work")
        connection.execute(f"ATTACH {in_quotes(part)} AS made")
        known = "SELECT name, digest FROM {}.main.migration ORDER BY name"
        if (
            connection.execute(known.format("made")).fetchall()
            != connection.execute(known.format("lake")).fetchall()
        ):
            raise LakeRefused(f"{lake.name} was written by another version of khotin: read it with that one")
        # In the order in which migrations make them, what is referred to comes first; then what runs made beside them.
        there = dict.fromkeys(_tables(connection, "made"))
        lasting = dict.fromkeys(_tables(connection, "lake"))
        for schema, table in [*(t for t in there if t in lasting), *(t for t in lasting if t not in there)]:
            name = f'{schema}."{table}"'
            if (schema, table) in there:
                connection.execute(f"DELETE FROM made.{name}")
                connection.execute(f"INSERT INTO made.{name} BY NAME FROM lake.{name}")
            else:
                connection.execute(f"CREATE TABLE made.{name} AS FROM lake.{name}")
        connection.execute("USE lake")
        wanted = hashes(connection)
    with connected(part) as made:
        made.execute("DELETE FROM ops.catalogue")
        catalogue.make(made)
        found = hashes(made)
        _same(wanted, found)
        made.execute("CHECKPOINT")
    part.rename(file)
    return found


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[tuple[str, str]]:
    """Schema and name of the star's tables, in the order in which they were made."""
    return [t for t in connection.execute(TABLES, [database]).fetchall() if t[0] in SCHEMAS]


def _local(lake: Lake) -> Path | None:
    return Path(lake.data) if lake.data and not lake.data.startswith(STORE) else None


def reading(lake: Lake) -> duckdb.DuckDBPyConnection:
    """A connection that reads the last snapshot of a lake, each query one. Raises LakeRefused where none is there."""
    _check_there(lake)
    connection = _opened(replace(lake, data=None), ", READ_ONLY")
    folder = connection.execute("SELECT value FROM lake.options() WHERE option_name = 'data_path'").fetchone()
    places = [str(folder[0])] if folder else []
    places += [str(lake.file), f"{lake.file}.wal"] if lake.file else []
    # What `flows.queries.lock` leaves open: the lake's own files.
    connection.execute(f"SET allowed_directories = [{', '.join(map(in_quotes, places))}]")
    connection.execute("USE lake")
    return connection


def _check_there(lake: Lake) -> None:
    if lake.file and not lake.file.exists():
        raise LakeRefused(f"{lake.file} is missing: no lake is there")


def last(lake: Lake) -> Publication | None:
    """The last publication of a lake; None where it holds no star. Raises LakeRefused where it cannot be opened."""
    return next((publication for publication, _ in publishers(lake)), None)


def publishers(lake: Lake, count: int = 1) -> list[tuple[Publication, datetime]]:
    """The last publications of a lake and when they were, the newest first. Raises LakeRefused where it cannot be opened."""
    if lake.file and not lake.file.exists():
        return []
    try:
        with _opened(replace(lake, data=None), ", READ_ONLY") as connection:
            return publications.told(connection, count)
    except duckdb.Error as error:
        if "does not exist" in str(error):  # the server is there, and no lake in it
            return []
        raise LakeRefused(f"{lake.name} cannot be opened: {' '.join(str(error).split())[:300]}") from None


def _check_base(
    connection: duckdb.DuckDBPyConnection, lake: Lake, publication: Publication, base: str | None
) -> None:
    """Raises LakeMovedOn where the last publication is not the one that this is built on: its rows would be taken out as ones that differ."""
    last = publications.last(connection)
    if not last or (not last.home and not publication.home) or last.id == base:
        return
    if publication.home:
        raise LakeMovedOn(
            f"{last.where or 'another home'} published generation {last.generation} into {lake.name} meanwhile"
        )
    raise LakeRefused(
        f"{last.where or 'a home'} publishes into {lake.name}, and a copy would take out what that brought: make another lake, or see docs/lake.md"
    )


def _commit(connection: duckdb.DuckDBPyConnection, lake: Lake, told: str, publication: Publication) -> None:
    """Makes the snapshot, unless another writer made one since this transaction began. Raises LakeMovedOn then.

    DuckLake lets two transactions append to one table side by side, but not alter it: each snapshot alters one.
    """
    connection.execute(f"COMMENT ON TABLE lake.main.migration IS {in_quotes(f'snapshot {uuid.uuid4().hex}')}")
    words = publication.words()
    connection.execute("CALL lake.set_commit_message('khotin', ?, extra_info => ?)", [told, words])
    try:
        connection.execute("COMMIT")
    except duckdb.TransactionException as error:
        raise LakeMovedOn(
            f"another writer published into {lake.name} meanwhile, nothing of this one was: try again ({error})"
        ) from None


@contextmanager
def attached(lake: Lake, version: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory with the lake attached as `lake`, of a snapshot to be read where a number is given."""
    with _opened(lake, f", SNAPSHOT_VERSION {int(version)}" if version is not None else "") as connection:
        yield connection


def _opened(lake: Lake, of: str) -> duckdb.DuckDBPyConnection:
    connection = connected(config=OFFLINE)
    for name in ("ducklake", *CATALOGUES[lake.kind]):
        connection.load_extension(str(extension(name)))
    where = in_quotes(f"{SCHEME}{'' if lake.kind == 'duckdb' else lake.kind + ':'}{lake.catalogue}")
    data = f"DATA_PATH {in_quotes(lake.data)}" if lake.data else "CREATE_IF_NOT_EXISTS false"
    # A reader of SQLite's catalogue keeps no writer waiting, nor the other way round; two writers wait for each other.
    of += ", META_JOURNAL_MODE 'WAL', META_BUSY_TIMEOUT 20000" if lake.kind == "sqlite" else ""
    attach = f"ATTACH {where} AS lake ({data}{of})"
    try:
        connection.execute(attach)
    except duckdb.Error as error:
        if "httpfs" not in str(error):
            raise
        reach(connection)  # the data lies in a store, as told or as the catalogue knows
        connection.execute(attach)
    return connection


def _bring(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    table: str,
    columns: list[tuple[str, str]],
    lasting: list[tuple[str, str]],
) -> Written | None:
    """Makes a table of the lake hold the rows of the source's, by the columns (name, type) of both; what was written, None
    where nothing differed.
    """
    name = f'{schema}."{table}"'
    if lasting != columns:
        connection.execute(f"DROP TABLE IF EXISTS lake.{name}")
        (count,) = connection.execute(f"CREATE TABLE lake.{name} AS FROM source.{name}").fetchone() or (0,)
        return Written(f"{schema}.{table}", 0, count)
    sums = [
        connection.execute(f"SELECT count(*), sum(hash(t)::HUGEINT) FROM {d}.{name} AS t").fetchone()
        for d in ("source", "lake")
    ]
    if sums[0] == sums[1]:
        return None
    gone = f"SELECT * FROM lake.{name} EXCEPT ALL SELECT * FROM source.{name}"
    parts = ", ".join(f'"{column}" := "{column}"' for column, _ in columns)
    row = f"struct_pack({parts})"  # inside one, null equals null
    # Of rows that are equal all go; what the source has of them comes again below.
    deleted = _count(connection, f"DELETE FROM lake.{name} WHERE {row} IN (SELECT {row} FROM ({gone}))")
    new = f"SELECT * FROM source.{name} EXCEPT ALL SELECT * FROM lake.{name}"
    inserted = _count(connection, f"INSERT INTO lake.{name} {new}")
    return Written(f"{schema}.{table}", deleted, inserted) if deleted or inserted else None


def _describe(connection: duckdb.DuckDBPyConnection) -> None:
    """The views and macros of mart and dq, and the words on tables, their columns and views, made anew in the lake."""
    # One that khotin has no more would stay.
    for schema, view in connection.execute(
        "SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = 'lake' AND schema_name IN ('mart', 'dq')"
    ).fetchall():
        connection.execute(f'DROP VIEW lake.{schema}."{view}"')
    for migration in sorted((root() / "sql" / "migrations").glob("*.sql")):
        for macro in MACRO.findall(migration.read_text(encoding="utf-8")):
            connection.execute(macro)
    for (statement,) in connection.execute(
        "SELECT sql FROM duckdb_views() WHERE database_name = 'source' AND schema_name = 'dq' ORDER BY view_oid"
    ).fetchall():
        connection.execute(statement.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
    create_views(connection)
    connection.execute(
        "DROP MACRO TABLE mart.search"
    )  # DuckLake holds no parameter that is null when it is not given
    columns: dict[tuple[str, str], list[str]] = {}
    for schema, name, column in connection.execute(
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE database_name = 'lake' ORDER BY column_index"
    ).fetchall():
        columns.setdefault((schema, name), []).append(column)
    for schema, name, kind in connection.execute(catalogue.THERE).fetchall():
        if schema in catalogue.SCHEMAS and kind in ("TABLE", "VIEW"):
            told = (
                columns.get((schema, name), []) if kind == "TABLE" else []
            )  # DuckLake has no comments on a view's columns
            connection.execute(catalogue.comments(f"{schema}.{name}", told, kind))


def _same(wanted: dict[str, str], found: dict[str, str]) -> None:
    """Raises LakeRefused where hashes differ."""
    if differing := sorted(t for t in wanted.keys() | found.keys() if wanted.get(t) != found.get(t)):
        raise LakeRefused(
            f"the copy differs from what it was copied from in {', '.join(differing)}: nothing was published"
        )


def _count(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0
