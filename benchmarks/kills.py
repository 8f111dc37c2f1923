"""Kills khotin at random moments of every stage, and looks whether the next command leaves what an undisturbed one does.

    python benchmarks/kills.py [KILLS] [SEED]      # 100; also `make soak`

Runs of a folder and a feed, `forget` and `backup` are each killed by SIGKILL, with all that they started, in the stage that
is its turn, at a random moment of it. After each the same command is given again: the hashes of all tables must be those of
a warehouse that nobody disturbed, nothing may lie about, and readers that poll all the while may see no error and no half.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).parents[1]))
from flows.load.hashes import hashes
from flows.processes import prefect_server, worker
from tests.run.conftest import Paper
from tests.web import Web

ROOT = Path(__file__).parents[1]
KHOTIN = [sys.executable, "-c", "from flows.cli import app; app()"]
NEWS = """date 2025-02-{day:02d} Thu ngân sách đợt {number}

Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết tính đến ngày {day}/2/2025, thu ngân sách nhà nước trên địa bàn đạt {number}.200 tỷ đồng.
"""
# What says that a stage has begun: words of its progress, a stage noted as ended before it, a file; and the part of it to kill in.
STAGES = {
    "fetch": ("tải", None, (0, 1)),
    "parse": ("đọc", None, (0, 0.4)),
    "extract": ("đọc", None, (0.4, 1)),
    "validate": ("kiểm định", None, (0, 1)),
    "merge": ("nạp", None, (0, 0.6)),
    "settle": ("nạp", None, (0.6, 1)),
    "audit": ("nạp", "merge", (0, 1)),
    "publish": ("nạp", "audit", (0, 1)),
    "report": ("lập báo cáo", None, (0, 1)),
    "forget": (None, None, (0, 1)),
    "backup": (None, None, (0, 1)),
}
BOOKED = {
    "parse": "read",
    "extract": "read",
    "settle": "merge",
}  # under which name ops.stage has how long it takes
LASTS: dict[str, float] = {}  # seconds that stages take which nobody disturbs
PATIENCE = 120  # seconds for a stage to begin


@dataclass
class Readers:
    """A client that polls the published file all the while."""

    polls: int = 0
    wrong: list[str] = field(default_factory=list)
    guard: threading.Lock = field(
        default_factory=threading.Lock
    )  # DuckDB shares a file's instance within a process
    file: Path | None = None

    def poll(self, stop: threading.Event) -> None:
        """Asks for the articles and their sentences until it is to stop."""
        while not stop.wait(0.05):
            with self.guard:
                if not (self.file and self.file.exists()):
                    continue
                try:
                    with duckdb.connect(str(self.file), read_only=True) as star:
                        told = star.execute(
                            "SELECT count(*), count(DISTINCT article_id), count(*) FILTER (facts_loaded = 0) FROM mart.articles"
                        ).fetchone()
                    self.polls += 1
                    if told and (told[0] != told[1] or told[2]):
                        self.wrong.append(f"a half state: {told}")
                except duckdb.Error as error:
                    self.wrong.append(str(error)[:200])


class Round:
    """A warehouse that grows step by step: an article in a folder and one in a feed with each."""

    def __init__(self, home: Path, paper: Paper, environment: dict[str, str], readers: Readers) -> None:
        self.home, self.paper, self.readers = home, paper, readers
        self.warehouse = home / "w" / "khotin.duckdb"
        self.environment = environment | {"KHOTIN_WAREHOUSE": str(self.warehouse)}
        (home / "in").mkdir(parents=True)
        readers.file = self.warehouse

    def step(self, number: int) -> None:
        """What is new with a step."""
        day = {"day": number % 28 + 1, "number": number + 100}
        (self.home / "in" / f"{number:03d}.txt").write_text(NEWS.format(**day), encoding="utf-8")
        self.paper.write(number)
        self.feed = self.paper.feed(*range(1, number + 1))

    def command(self, stage: str, number: int) -> list[str]:
        """What is given in a step, and killed."""
        if stage == "forget":
            return ["forget", self.paper.url(number - 1), "--reason", "theo yêu cầu", "--yes"]
        if stage == "backup":
            return ["backup", str(self.home / f"{number}.zip")]
        return ["run", str(self.home / "in"), self.feed]

    def start(self, *command: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*KHOTIN, *command], env=self.environment, cwd=ROOT, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def give(self, *command: str) -> str:
        """A command given to its end. Raises RuntimeError where it fails."""
        process = self.start(*command)
        told, _ = process.communicate()
        if process.returncode:
            raise RuntimeError(f"khotin {' '.join(command)} ended with {process.returncode}: {told[-2000:]}")
        return told

    def hashes(self) -> dict[str, str]:
        with self.readers.guard, duckdb.connect(str(self.warehouse), read_only=True) as star:
            return hashes(star)

    def is_in(self, stage: str) -> bool:
        """Whether the run has come to a stage."""
        words, before, _ = STAGES[stage]
        told = " ".join(_texts(self.home / "w" / "work" / "running", "*.txt"))
        noted = [json.loads(line)["stage"] for text in _texts(self.home / "w" / "staging", "*/stages.jsonl") for line in text.splitlines()]  # fmt: skip
        return (words is None or words in told) and (before is None or before in noted)

    def kill(self, stage: str, number: int) -> bool:
        """Starts a step's command and kills it in a stage of it; False where it had ended before."""
        _, _, (first, last) = STAGES[stage]
        process = self.start(*self.command(stage, number))
        until = time.monotonic() + PATIENCE
        while process.poll() is None and not self.is_in(stage) and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(random.uniform(first, last) * LASTS.get(BOOKED.get(stage, stage), 1.0))
        was_alive = process.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return was_alive

    def left(self) -> list[str]:
        """What lies about, though nothing runs."""
        home = self.home / "w"
        places = [*(home / "staging").glob("*"), *(home / "landing" / "unfinished").glob("*"), *(home / "work").glob("khotin.duckdb*"), *(home / "work").glob("backup"), *(home / "work").glob("restore")]  # fmt: skip
        with contextlib.closing(sqlite3.connect(home / "ops.sqlite")) as books:
            running = books.execute("SELECT run_id FROM run WHERE state = 'running'").fetchall()
            twice = books.execute(
                "SELECT origin FROM document JOIN run USING (run_id) WHERE run.state = 'published' GROUP BY origin, sha256 HAVING count(*) > 1"
            ).fetchall()
        return [*map(str, places), *(f"running: {r}" for r in running), *(f"twice: {o}" for o in twice)]


def _texts(folder: Path, pattern: str) -> Iterator[str]:
    for file in folder.glob(pattern):
        with contextlib.suppress(OSError):
            yield file.read_text(encoding="utf-8")


def undisturbed(round_: Round, stages: list[str]) -> list[dict[str, str]]:
    """The hashes after each step that nobody disturbs."""
    told = []
    for number, stage in enumerate(stages, 1):
        round_.step(number)
        round_.give(*round_.command("run", number))
        if stage in ("forget", "backup"):
            began = time.monotonic()
            round_.give(*round_.command(stage, number))
            LASTS[stage] = time.monotonic() - began
        told.append(round_.hashes())
    with contextlib.closing(sqlite3.connect(round_.home / "w" / "ops.sqlite")) as books:
        LASTS.update(books.execute("SELECT stage, seconds FROM stage ORDER BY seq"))
    return told


def disturbed(round_: Round, stage: str, number: int, expected: dict[str, str]) -> list[str]:
    """A step that is killed and given again; what is wrong after it."""
    round_.step(number)
    if stage in ("forget", "backup"):
        round_.give(*round_.command("run", number))
    was_alive = round_.kill(stage, number)
    if stage == "forget":
        round_.give(*round_.command("run", number))  # it carries out what was begun to be forgotten
        process = round_.start(*round_.command(stage, number))
        process.communicate()  # 1 where nothing is left to forget
    elif stage == "backup":
        file = round_.home / f"{number}.zip"
        if not file.exists():
            round_.give("backup", str(file))
        other = Round(round_.home / f"restored{number}", round_.paper, round_.environment, Readers())
        other.give("restore", str(file))
        if other.hashes() != expected:
            return [f"{stage} {number}: what is restored is not what was backed up"]
        shutil.rmtree(other.home)
    else:
        round_.give(*round_.command(stage, number))
    here = round_.hashes()
    wrong = [f"{t} differs" for t in expected if here.get(t) != expected[t]]
    wrong += [f"left {place}" for place in round_.left()]
    wrong += [f"a reader saw {told}" for told in round_.readers.wrong]
    round_.readers.wrong.clear()
    print(f"{number:3} {stage:9} {'killed' if was_alive else 'had ended'}  {'; '.join(wrong) or 'equal, nothing left'}", flush=True)  # fmt: skip
    return [f"{stage} {number}: {told}" for told in wrong]


def main(kills: int, seed: int) -> int:
    random.seed(seed)
    base, readers, stop = Path(tempfile.mkdtemp(prefix="khotin-kills-")), Readers(), threading.Event()
    wrong: list[str] = []
    done: Counter[str] = Counter()
    began = time.monotonic()
    served = base / "server" / "khotin.duckdb"
    with Web() as web:
        paper = Paper(web)
        environment = os.environ | {"KHOTIN_ALLOW_HOSTS": web.host, "KHOTIN_FETCH_DELAY": "0.001", "COLUMNS": "200"}  # fmt: skip
        subprocess.run([*KHOTIN, "server", "start", "--warehouse", str(served)], env=environment, cwd=ROOT, check=True, capture_output=True)  # fmt: skip
        environment |= {"PREFECT_API_URL": str(prefect_server.kept_address(served)), worker.VARIABLE: str(prefect_server.kept_worker(served))}  # fmt: skip
        threading.Thread(target=readers.poll, args=(stop,), daemon=True).start()
        try:
            stages = list(STAGES)
            expected = undisturbed(Round(base / "undisturbed", paper, environment, readers), stages)
            for sequence in range(-(-kills // len(stages))):
                round_ = Round(base / f"{sequence}", paper, environment, readers)
                for number, stage in enumerate(stages, 1):
                    if done.total() < kills:
                        wrong += disturbed(round_, stage, number, expected[number - 1])
                        done[stage] += 1
                shutil.rmtree(round_.home)
        finally:
            stop.set()
            subprocess.run([*KHOTIN, "server", "stop", "--warehouse", str(served)], env=environment, cwd=ROOT, capture_output=True)  # fmt: skip
            shutil.rmtree(base, ignore_errors=True)
    print(
        f"{done.total()} kills in {(time.monotonic() - began) / 60:.0f} minutes: {dict(done)}; {readers.polls} polls of readers"
    )
    print(
        "\n".join(wrong) or "all equal to an undisturbed run, nothing left, no reader saw an error or a half"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    )
