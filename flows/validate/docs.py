"""Great Expectations' Data Docs of a run, made to be read without a network: their pages, with assets of our own.

Every run that validates has them. A suite that found what it found in an earlier run keeps the page that it got then.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

REMOTE = re.compile(
    r"<script\b.*?</script>|<link\b[^>]*>|<img\b[^>]*>|<style\b.*?</style>|<meta\s+http-equiv[^>]*>|<iframe\b.*?</iframe>",
    re.S | re.I,
)
LINKS_OUT = re.compile(r"<a\b[^>]*href=[\"'](?!#)[^>]*>(.*?)</a>", re.S | re.I)
HANDLERS = re.compile(r"\son\w+=(\"[^\"]*\"|'[^']*')", re.I)
HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' 'unsafe-inline' file:; img-src data:\">"
    '<link rel="icon" href="data:,"><link rel="stylesheet" href="docs.css">'
)
FOUND = '<meta name="found" content="{}">'  # what a page was made from
RESULT = ("success", "results", "suite_name", "suite_parameters", "statistics", "meta", "id")


def build_docs(results: Path, folder: Path, report: Path) -> Path:
    """Renders the results of a run's suites (`results`/SUITE.json) into `folder`; the path of its index, which leads to `report`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "docs.css").write_text(
        (Path(__file__).parent / "docs.css").read_text(encoding="utf-8"), encoding="utf-8"
    )
    earlier = {page.name: page for page in sorted(folder.parent.parent.glob(f"*/{folder.name}/*.html"))}
    rows = []
    for file in sorted(results.glob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        page, found = folder / f"{file.stem}.html", FOUND.format(_found(told))
        before = earlier[page.name].read_text(encoding="utf-8") if page.name in earlier else ""
        if found in before:
            page.write_text(before, encoding="utf-8")
        else:
            page.write_text(_rendering()(told).replace(HEAD, HEAD + found, 1), encoding="utf-8")
        rows.append((file.stem, told["statistics"]))
    index = folder / "index.html"
    index.write_text(_index(rows, os.path.relpath(report, folder)), encoding="utf-8")
    return index


def _found(told: dict[str, Any]) -> str:
    """A digest of what a suite is and what it found, and of how its page is made; not of when."""
    seen = [[r["expectation_config"] | {"id": None}, r["success"], r["result"]] for r in told["results"]]
    made = Path(__file__).read_bytes() + json.dumps([told["suite_name"], seen], sort_keys=True).encode()
    return hashlib.sha256(made).hexdigest()[:16]


def without_network(page: str) -> str:
    """A page of Great Expectations without anything that asks another host, or runs.

    >>> without_network('<head></head><script src="https://a/b.js"></script><a href="https://a">c</a>').endswith("</head>c")
    True
    """
    bare = HANDLERS.sub("", LINKS_OUT.sub(r"\1", REMOTE.sub("", page)))
    bare = re.sub(
        r"<body\b[^>]*>", lambda m: f'{m[0]}<main><a href="index.html">← Data Docs</a></main>', bare, count=1
    )
    return re.sub(r"<head\b[^>]*>", lambda m: m[0] + HEAD, bare, count=1)


@cache
def _rendering() -> Callable[[dict[str, Any]], str]:
    """What makes a page of a suite's kept results; one view for all of them, as each view compiles its templates anew."""
    os.environ["GX_ANALYTICS_ENABLED"] = "False"  # before the import: nothing is sent anywhere
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResult,
        ExpectationSuiteValidationResultSchema,
    )
    from great_expectations.render.renderer import ValidationResultsPageRenderer  # type: ignore[attr-defined]
    from great_expectations.render.view import DefaultJinjaPageView  # type: ignore[attr-defined]

    schema, renderer = ExpectationSuiteValidationResultSchema(), ValidationResultsPageRenderer()
    view = DefaultJinjaPageView()

    def page(told: dict[str, Any]) -> str:
        for evaluated in told["results"]:
            config = evaluated["expectation_config"]
            config["description"] = f"{config['meta']['vi']} / {config['description']}"
        loaded = schema.load(told)
        known = {name: loaded[name] for name in RESULT if name in loaded}
        document = renderer.render(ExpectationSuiteValidationResult(**known))
        return without_network(view.render(document))  # type: ignore[no-untyped-call]

    return page


def _index(rows: list[tuple[str, dict[str, Any]]], report: str) -> str:
    body = "".join(
        f'<tr><td><a href="{escape(name)}.html">{escape(name)}</a></td><td class="{"good" if s["unsuccessful_expectations"] == 0 else "bad"}">'
        f"{s['successful_expectations']} / {s['evaluated_expectations']}</td></tr>"
        for name, s in rows
    )
    return (
        f'<!doctype html><html lang="vi"><head>{HEAD}<title>Data Docs</title></head><body><main><a href="{escape(report)}">← báo cáo / report</a><h1>Great Expectations · Data Docs</h1>'
        f"<table><thead><tr><th>suite</th><th>đạt / met</th></tr></thead><tbody>{body}</tbody></table></main></body></html>"
    )
