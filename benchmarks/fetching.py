"""Times a run over pages of a local server: killed in the middle and run again, then from its WARC, beside trafilatura alone.

python benchmarks/fetching.py [PAGES]      # 1000 without
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.run.conftest import Paper  # noqa: E402
from tests.web import Web  # noqa: E402

KHOTIN = [sys.executable, "-c", "from flows.cli import app; app()"]


def main() -> None:
    """Prints what each part took, and what was asked for twice."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    numbers = list(range(1, pages + 1))
    with tempfile.TemporaryDirectory(prefix="khotin-bench-") as folder, Web() as web:
        paper = Paper(web)
        paper.write(*numbers)
        feed, home = paper.feed(*numbers), Path(folder)
        environment = os.environ | {
            "KHOTIN_WAREHOUSE": str(home / "a" / "khotin.duckdb"), "KHOTIN_ALLOW_HOSTS": web.host, "KHOTIN_FETCH_DELAY": "0.0001",
        }  # fmt: skip
        killed = subprocess.Popen([*KHOTIN, "run", feed], env=environment, cwd=ROOT)
        while len(web.asked) < pages // 2:
            time.sleep(0.01)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        print(f"killed after {len(web.asked)} requests")
        timed("the rest of the run", [*KHOTIN, "run", feed], environment)
        twice = sum(n > 1 for path, n in web.counts.items() if path.startswith("/tin"))
        missing = pages - sum(path.startswith("/tin") for path in web.counts)
        print(f"pages asked for twice: {twice}, never: {missing}")
        warc = str(home / "tin.warc.gz")
        timed("export-warc", [*KHOTIN, "export-warc", warc], environment)
        offline = environment | {"KHOTIN_WAREHOUSE": str(home / "b" / "khotin.duckdb")}
        timed(f"a run of {pages} pages from WARC", [*KHOTIN, "run", warc], offline)
        hashes = [subprocess.run([*KHOTIN, "status", "--hashes"], env=e, cwd=ROOT, capture_output=True).stdout for e in (environment, offline)]  # fmt: skip
        print(f"the same tables: {hashes[0] == hashes[1] != b''}")
        trafilatura_alone([paper.page(n) for n in numbers])


def timed(what: str, command: list[str], environment: dict[str, str]) -> None:
    """Runs a command and prints its wall and processor seconds."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what}: {time.monotonic() - started:.1f} s, {cpu:.1f} s of processor")


def trafilatura_alone(pages: list[str]) -> None:
    """Prints how long trafilatura takes for the same pages."""
    import trafilatura

    started = time.process_time()
    for page in pages:
        trafilatura.extract(page, with_metadata=True)
    print(f"trafilatura alone: {time.process_time() - started:.1f} s of processor")


if __name__ == "__main__":
    main()
