"""What differs between a laptop and a server: from the environment (KHOTIN_…), into which flows/config.py takes khotin.toml."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ByteSize, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

RUNNER = "KHOTIN_RUNNER"  # the variable that says where batches are read
SCHEDULE = "KHOTIN_SCHEDULE"  # the variable that tells the runs of a schedule its process
ALLOWED = (
    "KHOTIN_SCHEDULE_ALLOWED"  # and that which tells them, as JSON, its warehouse and what it may take in
)
# What a run's processes hold, in bytes, as measured (docs/measured.md): the command's own with Prefect, and Prefect's server …
BESIDE = 550_000_000
# … the worker's libraries, seeds, and the texts and frames at hand …
LIBRARIES = 800_000_000
# … a batch of documents that is being read, its documents and all that is found in them …
BATCH = 300_000_000
# … and DuckDB, which spills to the disk what goes beyond what it is granted, but for this.
DUCKDB = 250_000_000
# While a Dask cluster of the run's own reads, the worker waits with its libraries; each of Dask's has libraries and seeds of its own.
WAITING, DASK = 400_000_000, 300_000_000


MOST_DAYS = 36_500  # a hundred years: what is more names no day any more
MOST_SECONDS = 86_400.0
MOST_COUNT, MOST_BYTES = 1_000_000_000, 10**18
Count = Annotated[int, Field(gt=0, le=MOST_COUNT)]
Bytes = Annotated[ByteSize, Field(le=MOST_BYTES)]
Days = Annotated[int, Field(gt=0, le=MOST_DAYS)]
Seconds = Annotated[float, Field(gt=0, le=MOST_SECONDS)]


class Settings(BaseSettings):
    """The places and sizes of one installation."""

    model_config = SettingsConfigDict(env_prefix="KHOTIN_", extra="ignore")

    warehouse: Path = Path("warehouse/khotin.duckdb")  # `flows.cli.terminal.named` reads it for the commands
    lake_data: str | None = None  # where a new lake's data lies; `flows.cli.terminal.named` reads it
    lake_home: str | None = (
        None  # the folder of this machine's home of a lake; `flows.cli.terminal.named` reads it
    )
    seeds: Path | None = None  # a folder of the user's own seeds, on top of khotin's
    batch_bytes: Count = 8_000_000  # text a task reads at once
    workers: Count = 2  # batches read side by side
    runner: str = "local"  # or "dask", or "dask:tcp://HOST:PORT"
    memory: Bytes = ByteSize(2_000_000_000)  # "2GB": of all processes of a run together
    log: Literal["text", "json"] = "text"  # lines for people, or an object of JSON each
    keep_generations: Count = 5  # the published files before this one that `khotin rollback` can go back to
    keep_reports: Count = 50  # the newest runs whose reports stay in reports/
    keep_bytes: Bytes = ByteSize(2_000_000_000)  # of those generations together; the newest stays anyway
    keep_days: Days = 90  # what `khotin prune` goes by: requests without a page, strays, Prefect's runs
    allow_hosts: str | None = (
        None  # hosts, or host:port, commas between, that may be fetched though private or loopback
    )
    contact: str | None = None  # an address or page in the user agent, by which a publisher finds who fetches
    fetch_delay: Seconds = (
        1  # seconds between two requests to a host, where its row and robots.txt say nothing
    )
    fetch_pages: Count = (
        1000  # pages that a run fetches of a source at most; the others wait for the next run
    )
    fetch_days: Days = 30  # older ones of a sitemap, which names a whole archive, are left out
    fetch_again: str = (
        "24h,7d"  # when a page is looked at again after it was first fetched: is it changed, is it gone
    )
    fetch_bytes: Bytes = ByteSize(20_000_000)  # of one answer, as sent
    fetch_seconds: Seconds = 120  # for one answer, with its redirects and retries
    alert_webhook: str | None = None  # where alerts are posted as JSON
    alert_email: str | None = None  # to whom alerts are mailed, commas between
    alert_sender: str = "khotin@localhost"
    smtp: str = "smtp://localhost:25"  # smtp://[user:password@]host[:port], or smtps://

    @field_validator("runner")
    @classmethod
    def _is_there(cls, runner: str) -> str:
        if runner == "local":
            return runner
        if not re.fullmatch(r"dask(:(tcp|tls)://[^/\s]+:\d+)?", runner):
            raise ValueError("chỉ nhận / it is local, dask, or dask:tcp://HOST:PORT")
        if not find_spec("prefect_dask"):
            raise ValueError(
                'cần gói thêm chưa cài / this needs an extra that is not installed: pip install "khotin[dask]"'
            )
        return runner

    @field_validator("memory")
    @classmethod
    def _is_enough(cls, memory: ByteSize) -> ByteSize:
        least = BESIDE + LIBRARIES + DUCKDB
        if memory < least:
            raise ValueError(
                f"một lần chạy cần ít nhất / a run needs {least / 1e9:.1f}GB at least, 2GB is written so"
            )
        return memory

    @field_validator("fetch_again")
    @classmethod
    def _are_times(cls, again: str) -> str:
        from flows.fetch.sources import interval  # with what only a fetch needs

        if not all(map(interval, filter(str.strip, again.split(",")))):
            raise ValueError(
                f"các khoảng cách nhau dấu phẩy / give times with commas between, such as 24h,7d, {MOST_DAYS}d at most"
            )
        return again

    @field_validator("allow_hosts")
    @classmethod
    def _are_hosts(cls, hosts: str | None) -> str | None:
        if hosts:
            from flows.fetch.address import allowed_hosts  # with what only a fetch needs

            allowed_hosts(listed_hosts(hosts))
        return hosts

    @field_validator("alert_webhook", "smtp")
    @classmethod
    def _is_address(cls, address: str | None, info: ValidationInfo) -> str | None:
        scheme = "http" if info.field_name == "alert_webhook" else "smtp"
        if address and not re.match(rf"{scheme}s?://[^/\s]", address):
            raise ValueError(f"địa chỉ bắt đầu bằng / an address begins with {scheme}:// or {scheme}s://")
        return address

    @field_validator("alert_email")
    @classmethod
    def _is_mailed(cls, whom: str | None) -> str | None:
        if whom and not all(
            re.fullmatch(r"[^@\s]+@[^@\s]+", one.strip()) for one in whom.split(",") if one.strip()
        ):
            raise ValueError(
                "địa chỉ thư cách nhau dấu phẩy / give addresses of mail with commas between, such as a@bao.example"
            )
        return whom

    @property
    def memory_of_worker(self) -> int:
        """Bytes that the process may hold that does the work; a document whose reading needs more is set aside."""
        return self.memory - BESIDE

    @property
    def memory_of_duckdb(self) -> int:
        """Bytes that DuckDB may hold in that process; what it has beyond them lies on the disk."""
        return self.memory - BESIDE - LIBRARIES

    @property
    def cluster(self) -> str | None:
        """The address of the Dask scheduler that stands; None where a run begins its own, or needs none."""
        return self.runner.partition(":")[2] or None

    @property
    def memory_of_cluster(self) -> int:
        """Bytes that the workers of a run's own Dask cluster may hold together."""
        return self.memory - BESIDE - WAITING

    @property
    def cluster_workers(self) -> int:
        """Workers of a run's own Dask cluster: as many as are wanted, and memory for them."""
        return max(1, min(self.workers, self.memory_of_cluster // (DASK + BATCH)))

    @property
    def side_by_side(self) -> int:
        """Batches that are read side by side: as many as there are workers, and memory for them."""
        return max(1, min(self.workers, (self.memory_of_worker - LIBRARIES) // BATCH))


def listed_hosts(words: str | None) -> list[str]:
    """The hosts of `allow_hosts`."""
    return [h.strip() for h in (words or "").split(",") if h.strip()]


def home(warehouse: Path) -> Path:
    """The folder that holds the warehouse, and all that runs leave beside it."""
    return warehouse.parent
