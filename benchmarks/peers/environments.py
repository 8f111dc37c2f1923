"""An environment of its own for each peer, made on demand in build/peers/NAME: nothing of them is in khotin's, or in its locks."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

HOME = Path(__file__).parents[2] / "build" / "peers"
PINS = {
    "dlt": ["dlt[duckdb,parquet]==1.31.0", f"duckdb=={version('duckdb')}", f"pyarrow=={version('pyarrow')}"],
    "underthesea": ["underthesea==9.5.0"],
    # dbt-core 1.12 needs a parser that no package registry has: its install fetches a binary from elsewhere.
    "dbt": ["dbt-core==1.11.16", "dbt-duckdb==1.11.1", f"duckdb=={version('duckdb')}"],
}


class NotToBeHad(RuntimeError):
    """A peer cannot be installed here; the message says why, in one line."""


def python_of(peer: str) -> Path:
    """The interpreter of a peer's environment, which is made where it is not there as pinned. Raises NotToBeHad."""
    home, pins = HOME / peer, PINS[peer]
    python, ready = home / "bin" / "python", home / ".ready"
    if ready.exists() and ready.read_text() == "\n".join(pins):
        return python
    print(f"{peer}: {', '.join(pins)} …", file=sys.stderr, flush=True)
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins],
    ):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise NotToBeHad(done.stdout.strip().splitlines()[-1])
    ready.write_text("\n".join(pins))
    return python
