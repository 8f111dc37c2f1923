"""DuckDB's extensions that a lake needs, from their wheels (`khotin[lake]`), never from the network; and what reaches an object store."""

import importlib.util
import os
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from flows.files import in_quotes

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
STORE = "s3://"  # how the place of a lake's data begins that is no folder


class LakeRefused(RuntimeError):
    """A lake that cannot be opened or written, or a copy that is not what it was copied from."""


class LakeMovedOn(LakeRefused):
    """Another home published into a lake since what is to be published was built on it."""


def extension(name: str) -> Path:
    """The file of a DuckDB extension in its wheel. Raises LakeRefused where the wheel, or one for this DuckDB, is missing."""
    found = importlib.util.find_spec(f"duckdb_extension_{name}")
    folders = [Path(p) / "extensions" for p in (found.submodule_search_locations or ())] if found else []
    files = [f for folder in folders for f in sorted(folder.glob(f"*/{name}.duckdb_extension"))]
    for file in files:
        if file.parent.name == f"v{duckdb.__version__}":
            return file
    there = ", ".join(f.parent.name.removeprefix("v") for f in files)
    reason = f"is for DuckDB {there}, installed is {duckdb.__version__}" if there else "is not installed"
    raise LakeRefused(
        f"DuckDB's extension {name} {reason}: pip install 'khotin[lake]' brings a pair that fits"
    )


def reach(connection: duckdb.DuckDBPyConnection) -> None:
    """Has a connection reach S3-compatible stores, by the variables that their own tools take. Raises LakeRefused.

    The secret is in this connection's memory only. AWS_ENDPOINT_URL names a store that is not Amazon's.
    """
    told = {name: os.environ.get(f"AWS_{name}", "") for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY")}
    if lacking := [f"AWS_{name}" for name, value in told.items() if not value]:
        raise LakeRefused(f"the lake's data lies in an S3-compatible store: set {' and '.join(lacking)}")
    endpoint = urlsplit(os.environ.get("AWS_ENDPOINT_URL", ""))
    secret = {
        "KEY_ID": told["ACCESS_KEY_ID"],
        "SECRET": told["SECRET_ACCESS_KEY"],
        "SESSION_TOKEN": os.environ.get("AWS_SESSION_TOKEN", ""),
        "REGION": os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION", ""),
        "ENDPOINT": endpoint.netloc + endpoint.path.rstrip("/"),
        "URL_STYLE": "path" if endpoint.netloc else "",
        "USE_SSL": "false" if endpoint.scheme == "http" else "",
    }
    words = ", ".join(f"{n} {in_quotes(value)}" for n, value in secret.items() if value)
    connection.load_extension(str(extension("httpfs")))
    connection.execute(f"CREATE SECRET (TYPE s3, {words})")
