"""An export as a whole: a folder that describes itself, whole or not there at all."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.export import Kind, linked, tables
from flows.export.views import View, views
from flows.files import connected, written_whole

DESCRIPTOR, NAME = "datapackage.json", "khotin"
TYPES = {"VARCHAR": "string", "DATE": "date", "BOOLEAN": "boolean", "INTEGER": "integer", "BIGINT": "integer", "DOUBLE": "number", "TIMESTAMP WITH TIME ZONE": "datetime"}  # fmt: skip


@dataclass
class Exported:
    """What an export wrote: its folder, the rows of each view, and what did not fit into a workbook."""

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def export(
    warehouse: Path, folder: Path, kinds: Collection[Kind], full_text: bool, cell: Callable[[Any], str]
) -> Exported:
    """Writes the views of a published warehouse into a folder, which is there whole or not at all; an earlier export there is replaced.

    Raises ValueError for a folder that holds anything else, or that lies beside the warehouse, FileNotFoundError where there is no warehouse.
    """
    if not warehouse.exists():
        raise FileNotFoundError(f"{warehouse} is not there yet: run `khotin run` first")
    with written_whole(folder, warehouse, "an export", _is_one) as part:
        done = _write(warehouse, part, kinds, full_text, cell)
    done.folder = folder.resolve()
    return done


def _is_one(folder: Path) -> bool:
    """Whether a folder holds an export."""
    descriptor = folder / DESCRIPTOR
    return descriptor.is_file() and json.loads(descriptor.read_bytes()).get("name") == NAME


def _write(
    warehouse: Path, folder: Path, kinds: Collection[Kind], full_text: bool, cell: Callable[[Any], str]
) -> Exported:
    done, resources = Exported(folder), []
    with connected(warehouse, read_only=True) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        told = views(connection, full_text)
        for kind in (Kind.parquet, Kind.csv):
            if kind in kinds:
                (folder / kind).mkdir()
        for view in told:
            counted = connection.execute(f"SELECT count(*) FROM ({view.query})").fetchone()
            done.rows[view.name] = counted[0] if counted else 0
            if Kind.csv in kinds:
                file = tables.write_csv(connection, view, folder / Kind.csv, cell)
                resources.append(_resource(view, Kind.csv, [file], folder))
            if Kind.parquet in kinds:
                files = tables.write_parquet(connection, view, folder / Kind.parquet)
                resources.append(_resource(view, Kind.parquet, files, folder))
        if Kind.excel in kinds:
            sheets = [
                view for view in told if view.name != "mentions"
            ]  # more rows than a person looks through
            done.left_out = tables.write_workbook(connection, sheets, folder / f"{NAME}.xlsx", cell)
        if Kind.jsonld in kinds:
            linked.write_linked(connection, told, folder / f"{NAME}.jsonld")
        generation = connection.execute("SELECT max(generation) FROM ops.run").fetchone()
    package = {
        "profile": "data-package",
        "name": NAME,
        "title": "khotin: dữ kiện từ tin tức khu vực công / facts from Vietnamese public-sector news",
        "version": f"{generation[0] if generation else 0}",
        "description": "Facts with the sentence that tells each; withdrawn articles are left out. In CSV a text that a spreadsheet would run as a formula begins with '.",
        "resources": resources,
    }
    (folder / DESCRIPTOR).write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    return done


def _resource(view: View, kind: Kind, files: list[Path], folder: Path) -> dict[str, Any]:
    """A Frictionless resource; a partitioned one has several paths, and its year in their names."""
    paths = [str(file.relative_to(folder)) for file in files]
    more = {"encoding": "utf-8-sig", "mediatype": "text/csv"} if kind is Kind.csv else {"mediatype": "application/vnd.apache.parquet"}  # fmt: skip
    fields = [
        {"name": c, **_type(kind_of), "description": says} for c, (kind_of, says) in view.columns.items()
    ]
    key = {"primaryKey": view.key} if view.key else {}
    leads = [{"fields": column, "reference": {"resource": _name(name, kind), "fields": there}} for column, (name, there) in view.leads_to.items()]  # fmt: skip
    return {
        "name": _name(view.name, kind),
        "profile": "tabular-data-resource",
        "path": paths[0] if len(paths) == 1 else paths,
        "format": kind,
        "bytes": sum(file.stat().st_size for file in files),
        **more,
        "description": view.says,
        "schema": {"fields": fields, **key, "foreignKeys": leads, "missingValues": [""]},
    }


def _name(view: str, kind: Kind) -> str:
    """What the resource of a view is called."""
    return view if kind is Kind.csv else f"{view}-{kind}"


def _type(kind: str) -> dict[str, str]:
    """Frictionless' type of a DuckDB type; a list is an array, in CSV as JSON.

    >>> _type("DECIMAL(38,6)"), _type("VARCHAR[]"), _type("TIMESTAMP WITH TIME ZONE")
    ({'type': 'number'}, {'type': 'array'}, {'type': 'datetime', 'format': 'any'})
    """
    if kind.endswith("[]") or kind.startswith("STRUCT"):
        return {"type": "array" if kind.endswith("[]") else "object"}
    told = "number" if kind.startswith("DECIMAL") else TYPES.get(kind, "any")
    return {"type": told, "format": "any"} if told == "datetime" else {"type": told}
