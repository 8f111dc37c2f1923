"""Lines for who watches a schedule or a run: for people, or an object of JSON each (KHOTIN_LOG=json) for what collects them."""

import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

VARIABLE = "KHOTIN_LOG"


def as_json() -> bool:
    """Whether lines are JSON."""
    return os.environ.get(VARIABLE) == "json"


def say(words: str, level: str = "info", **told: Any) -> None:
    """Prints a line; errors and warnings on standard error. `told` (run_id, schedule, …) stands in the JSON only."""
    out = sys.stdout if level == "info" else sys.stderr
    print(_line(words, level, told) if as_json() else f"khotin: {words}", file=out, flush=True)


def begin() -> None:
    """Has what modules log come as JSON, where lines do."""
    if not as_json():
        return
    import logging  # only here: commands that read are to be quick

    class Json(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            trace = {"trace": self.formatException(record.exc_info)} if record.exc_info else {}
            return _line(record.getMessage(), record.levelname.lower(), {"logger": record.name, **trace})

    handler = logging.StreamHandler()
    handler.setFormatter(Json())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _line(words: str, level: str, told: dict[str, Any]) -> str:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"at": at, "level": level, "message": words, **told}, ensure_ascii=False, default=str)
