"""`make docs`: the pages of docs/, README and CONTRIBUTING with the reference, as a site that opens without a network.

It can be searched there too (docs/assets/iframe-worker.js), and by the keyboard alone (docs/assets/site.js). It is built strictly: a
warning, a link that leads nowhere, or anything that asks another host for something ends it.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urldefrag

from lxml import html  # type: ignore[import-untyped]

from docs import reference
from flows.assets import root
from flows.load import publish

BUILD = root() / "build" / "docs"
CONFIG = "zensical.toml"
# Pages that lie outside docs/, by what they are called in the site.
BESIDE = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
LINK = re.compile(r"(?<=\]\()(?:docs/)?(\w+)\.(?:md|ipynb)\b")
PROGRAM = re.compile(r"^```(?:file|listing) .*$", re.M)  # what the test of sources.md calls a block


def written() -> dict[str, str]:
    """The pages that people wrote, by their place in the site, with the links between them."""
    files = [*sorted((root() / "docs").glob("*.md")), *(root() / name for name in BESIDE)]
    pages = {
        BESIDE.get(file.name, file.name): PROGRAM.sub(
            "```",
            LINK.sub(
                lambda found: BESIDE.get(f"{found[1]}.md", f"{found[1]}.md"), file.read_text(encoding="utf-8")
            ),
        )
        for file in files
    }
    return pages | {"notebook.md": notebook(root() / "docs" / "notebook.ipynb")}


def notebook(file: Path) -> str:
    """A notebook as a page: its words, and its code as blocks."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    shown = ("".join(cell["source"]) for cell in cells)
    return "\n\n".join(
        text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```"
        for cell, text in zip(cells, shown, strict=True)
    )


def build(folder: Path = BUILD) -> Path:
    """Builds the site; its first page. Raises CalledProcessError where the build warns, ValueError for a link that is none."""
    shutil.rmtree(folder, ignore_errors=True)
    with TemporaryDirectory() as place:
        star = Path(place) / "khotin.duckdb"
        with publish.locked(star), publish.writing(star) as work:
            pages = written() | reference.pages(work.connection)
    for name, text in pages.items():
        page = folder / "pages" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    shutil.copytree(root() / "docs" / "assets", folder / "pages" / "assets")
    shutil.copy(root() / "docs" / CONFIG, folder / CONFIG)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(folder / CONFIG)]
    subprocess.run(command, check=True)
    if broken := faults(folder / "site"):
        raise ValueError("\n".join(broken))
    return folder / "site" / "index.html"


def faults(site: Path) -> list[str]:
    """Links of a built site that lead nowhere, and what its pages would ask another host for."""
    pages = {page: html.parse(str(page)) for page in site.rglob("*.html")}
    anchors = {page.resolve(): set(tree.xpath("//@id | //a/@name")) for page, tree in pages.items()}
    found = []
    for page, tree in pages.items():
        loads = tree.xpath("//script/@src | //img/@src | //link/@href | //iframe/@src")
        found += [f"{page}: asks {link}" for link in loads if re.match(r"(https?:)?//", link)]
        for link in [*loads, *tree.xpath("//a/@href")]:
            if re.match(r"(\w+:|//)", link) or link in ("", "#") or page.name == "404.html":
                continue
            path, anchor = urldefrag(unquote(link))
            target = (page.parent / path).resolve() if path else page.resolve()
            if not target.exists() or (anchor and target in anchors and anchor not in anchors[target]):
                found.append(f"{page}: {link} leads nowhere")
    return found


if __name__ == "__main__":
    print(build())
