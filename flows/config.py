"""The settings file: khotin.toml, in the folder where a command is given or one above it, or where KHOTIN_CONFIG says.

What it says becomes the environment of this process and of those that it starts, except where the environment speaks
already. So there is one place where settings are read (flows/settings.py), and none that could miss the file.
"""

import os
import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "khotin.toml"
CONFIG, HOME = "KHOTIN_CONFIG", "KHOTIN_HOME"  # the second: the folder of the file, told to child processes
WORKER = "KHOTIN_WORKER"  # address and key of a worker that is kept, for the runs of a schedule
# Variables that are no settings: khotin's processes tell each other by them, or the command reads them itself.
OTHER_VARIABLES = (
    CONFIG,
    HOME,
    "KHOTIN_DEBUG",
    WORKER,
    "KHOTIN_SCHEDULE",
    "KHOTIN_SCHEDULE_ALLOWED",
)
# Settings that are paths, in a file told from its folder.
PLACES = ("warehouse", "lake_data", "lake_home", "seeds")
# What each setting means, in Vietnamese and in English. A test holds it against `Settings`.
MEANINGS = {
    "warehouse": "tệp kho; mọi thứ khác nằm cạnh nó; hay ducklake:… (docs/lake.md) / the warehouse file, all else lies beside it; or ducklake:… (docs/lake.md)",
    "lake_data": "thư mục dữ liệu của kho DuckLake mới, hay s3://BUCKET/… / the folder of a new lake's data, or s3://BUCKET/…; none: FILE.files beside its catalogue",
    "lake_home": "thư mục làm việc của máy này với kho DuckLake / the folder of this machine's home of a lake; none: FILE.home beside its catalogue, of PostgreSQL warehouse/",
    "seeds": "thư mục danh mục riêng của bạn, đặt lên trên của khotin / a folder of your own seeds, on top of khotin's",
    "batch_bytes": "số byte văn bản đọc mỗi lượt / bytes of text that a task reads at once",
    "workers": "số lượt đọc song song / batches read side by side",
    "runner": "nơi đọc các lượt: local, dask (cụm Dask riêng) hay dask:tcp://MÁY:CỔNG / where batches are read: local, dask (a Dask cluster of the run's own) or dask:tcp://HOST:PORT",
    "memory": "bộ nhớ cho mọi tiến trình của một lượt chạy, như 2GB / memory of all processes of a run together, such as 2GB",
    "log": "dòng cho người đọc hay JSON / lines for people (text), or an object of JSON each (json)",
    "keep_generations": "số bản kho cũ giữ lại để `khotin rollback` / older generations kept for `khotin rollback`",
    "keep_reports": "số báo cáo mới nhất giữ lại / the newest runs whose reports stay",
    "keep_bytes": "dung lượng tối đa của các bản cũ / bytes of older generations together; the newest stays anyway",
    "keep_days": "số ngày giữ lượt hỏi không có trang, mục đã nạp lại, lượt chạy của Prefect / days that `khotin prune` keeps them",
    "allow_hosts": "máy chủ nội bộ được phép tải / hosts that may be fetched though private or loopback, commas between",
    "contact": "địa chỉ liên hệ trong user agent / an address or page in the user agent",
    "fetch_delay": "giây giữa hai lần hỏi một máy chủ / seconds between two requests to a host",
    "fetch_pages": "số trang tối đa của một nguồn mỗi lần chạy / pages that a run fetches of a source at most",
    "fetch_days": "trang của sitemap cũ hơn số ngày này thì bỏ qua / older pages of a sitemap are left out, in days",
    "fetch_again": "khi nào xem lại một trang, như 24h,7d / when a page is looked at again, such as 24h,7d",
    "fetch_bytes": "số byte tối đa của một trả lời / bytes of one answer",
    "fetch_seconds": "giây tối đa cho một trả lời / seconds for one answer",
    "alert_webhook": "nơi nhận cảnh báo dạng JSON / where alerts are posted as JSON",
    "alert_email": "ai nhận cảnh báo qua thư, cách nhau dấu phẩy / to whom alerts are mailed, commas between",
    "alert_sender": "người gửi thư cảnh báo / the sender of alerts",
    "smtp": "máy chủ thư, smtp://[tên:mật khẩu@]máy[:cổng] / the mail server, smtp://[user:password@]host[:port]",
}
SECRET = ("smtp", "alert_webhook")  # shown without what opens them


@dataclass(frozen=True)
class Told:
    """One setting: what it is, where that was said, what it means."""

    name: str
    value: str
    whence: str  # "default", the variable, the file, or "beside the warehouse"
    means: str


_file: Path | None = None  # what this process took settings from
_named: frozenset[str] = frozenset()  # the settings that it took from there
_beside: dict[str, str] = {}  # what lies beside the warehouse for settings that nobody said


def load(environment: MutableMapping[str, str] = os.environ) -> Path | None:
    """Takes the settings file into the environment; its path, or None without one.

    Raises ValueError where it is no TOML, names what is no setting, or lies in a folder above and is another user's;
    FileNotFoundError where KHOTIN_CONFIG names none.
    """
    global _file, _named
    _file, _named = _found(environment), frozenset()
    if _file is None:
        return None
    said = _read(_file)
    _named = frozenset(name for name in said if variable(name) not in environment)
    environment.setdefault(HOME, str(_file.parent))
    environment.update({variable(name): _words(_file, name, said[name]) for name in _named})
    return _file


def beside(name: str, path: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Takes what lies beside the warehouse for a setting that nobody said, in the processes too that this one starts."""
    if not environment.get(variable(name)):
        environment[variable(name)] = _beside[name] = str(path)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"KHOTIN_{name.upper()}"


def whence(name: str) -> str:
    """Where a setting was said: its variable, or the file with the line."""
    if _file is None or name not in _named:
        return variable(name)
    lines = _file.read_text(encoding="utf-8").splitlines()
    at = [str(i) for i, line in enumerate(lines, 1) if re.match(rf"\s*{name}\s*=", line)]
    return f"{_file}, line {', '.join(at)}: {name}"


def every(environment: MutableMapping[str, str] = os.environ) -> Iterator[Told]:
    """Every setting with its value, where it comes from and what it means. Raises pydantic's ValidationError for a wrong one."""
    from flows.settings import Settings

    values = Settings().model_dump()
    for name, means in MEANINGS.items():
        value = values[name]
        told = "" if value is None else _veiled(str(value)) if name in SECRET else str(value)
        yield Told(name, told, _place(name, environment), means)


def misspelt(environment: Mapping[str, str] = os.environ) -> Iterator[tuple[str, str]]:
    """Variables that name no setting, and the one of a setting that each is nearly; what khotin's processes tell each other in words
    of their own too, where it is a person's.
    """
    from difflib import get_close_matches

    unknown = {n for n in environment if n.startswith("KHOTIN_")} - {
        *map(variable, MEANINGS),
        *OTHER_VARIABLES,
    }
    if environment.get(WORKER) and not is_worker(environment[WORKER]):
        unknown.add(WORKER)
    for name in sorted(unknown):
        near = get_close_matches(name.removeprefix("KHOTIN_").lower(), MEANINGS, 1, cutoff=0.75)
        yield from ((name, variable(setting)) for setting in near)


def is_worker(words: str) -> bool:
    """Whether words tell a worker that is kept: its address and its key.

    >>> is_worker("/tmp/khotin-x/socket 00ff"), is_worker("3")
    (True, False)
    """
    return bool(re.fullmatch(r".+ (?:[0-9a-f]{2})+", words))


def _place(name: str, environment: MutableMapping[str, str]) -> str:
    value = environment.get(variable(name))
    if value is None:
        return "default"
    if value == _beside.get(name):
        return "beside the warehouse"
    return _file.name if _file and name in _named else variable(name)


def sample() -> str:
    """A settings file that says every setting in a remark, with its default and what it means; only places are set."""
    from flows.settings import Settings

    lines = [
        "# khotin's settings. A variable of the environment (KHOTIN_WORKERS for workers) goes before a line here.",
        "# `khotin doctor --settings` shows each with its value and where it comes from. Paths are told from this folder.",
    ]
    for name, means in MEANINGS.items():
        default = Settings.model_fields[name].default
        shown = {"warehouse": '"warehouse/khotin.duckdb"', "seeds": '"seeds"'}.get(name)
        value = default if isinstance(default, int | float) else f'"{default or ""}"'
        lines += ["", f"# {means}", f"{name} = {shown}" if shown else f"# {name} = {value}"]
    return "\n".join(lines) + "\n"


def _found(environment: MutableMapping[str, str]) -> Path | None:
    named = environment.get(CONFIG)
    if named:
        file = Path(named).absolute()
        if not file.is_file():
            raise FileNotFoundError(f"{file}: không có tệp này / no such file, though {CONFIG} names it")
        return file
    here = Path.cwd()
    for folder in (here, *here.parents):
        file = folder / NAME
        if file.is_file():
            if file.stat().st_uid not in (os.getuid(), 0):
                raise ValueError(
                    f"{file} của người dùng khác / belongs to another user: name it in {CONFIG} if you trust it"
                )
            return file
    return None


def _read(file: Path) -> dict[str, Any]:
    import tomllib
    from difflib import get_close_matches

    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} không phải TOML / is no TOML: {error}") from None
    for name in said:
        if name not in MEANINGS:
            near = get_close_matches(name, MEANINGS, 1)
            hint = f"có phải / did you mean {near[0]}?" if near else "`khotin doctor --settings` lists them"
            raise ValueError(f"{file}: {name} không phải cài đặt / is no setting of khotin; {hint}")
    return said


def _words(file: Path, name: str, value: Any) -> str:
    """A value of the file as the environment says it: lists with commas between, paths from the file's folder."""
    if isinstance(value, dict):
        raise ValueError(f"{file}: {name} là bảng, cần một giá trị / is a table, where one value is wanted")
    if isinstance(value, list):
        return ",".join(map(str, value))
    if name in PLACES and not str(value).startswith(("ducklake:", "s3://")):
        return str((file.parent / str(value)).resolve())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _veiled(address: str) -> str:
    """An address without what opens it.

    >>> _veiled("smtp://khotin:s3cret@mail.example:587"), _veiled("https://hooks.example/T1/abc")
    ('smtp://…@mail.example:587', 'https://hooks.example/…')
    """
    address = re.sub(r"//[^@/]*@", "//…@", address)
    return re.sub(r"(?i)^(https?://[^/]+/).+", r"\1…", address)
