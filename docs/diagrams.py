"""Pictures of the star, drawn as SVG from its catalogue: which table leads to which, and what each view is made from.

They stand in the page itself, so they take its colours by day and by night (docs/assets/site.css), and ask for nothing.
"""

from collections.abc import Iterable, Mapping
from html import escape

from docs.catalogue import Table
from flows.load.tables import TABLES

ROW, HEAD, GAP, PAD = 18, 24, 16, 8
WIDTH = 218  # of a box


class Drawing:
    """Boxes by their name and the lines between them, as one SVG."""

    def __init__(self) -> None:
        self.boxes: dict[str, tuple[float, float, float, float]] = {}
        self.shapes: list[str] = []
        self.lines: list[str] = []

    def box(self, name: str, rows: Iterable[str], x: float, y: float, kind: str) -> float:
        """Draws a box with a line of text a row; the y below it."""
        rows = list(rows)
        height = HEAD + ROW * len(rows) + (PAD if rows else 0)
        self.boxes[name] = (x, y, WIDTH, height)
        self.shapes.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{WIDTH}" height="{height}" rx="4"/>')
        self.text(name, x + PAD, y + 16, "head")
        for number, row in enumerate(rows):
            self.text(row, x + PAD, y + HEAD + 12 + ROW * number)
        return y + height

    def text(self, words: str, x: float, y: float, kind: str = "row") -> None:
        """Writes words at a place."""
        self.shapes.append(f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>')

    def line(self, a: str, b: str, row: int | None = None) -> None:
        """Draws a line from box `a` (from one of its rows, or its head) to the head of box `b`."""
        (ax, ay, aw, _), (bx, by, bw, _) = self.boxes[a], self.boxes[b]
        y1, y2 = ay + (HEAD / 2 if row is None else HEAD + 8 + ROW * row), by + HEAD / 2
        x1, x2 = (ax + aw, bx) if ax < bx else (ax, bx + bw)
        bend = (x2 - x1) / 2
        self.lines.append(f'<path d="M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"/>')

    def frame(self, names: Iterable[str], words: str) -> None:
        """Draws a dashed frame around boxes, with words over it."""
        held = [self.boxes[name] for name in names]
        x, y = min(b[0] for b in held) - PAD, min(b[1] for b in held) - PAD
        right, low = max(b[0] + b[2] for b in held) + PAD, max(b[1] + b[3] for b in held) + PAD
        self.shapes.append(f'<rect class="frame" x="{x}" y="{y}" width="{right - x}" height="{low - y}" rx="6"/>')  # fmt: skip
        self.text(words, x, y - 6)

    def svg(self, title: str) -> str:
        """The whole, as wide and high as what is drawn, in a part of a page that is scrolled sideways where it is narrow."""
        right = max(x + w for x, _, w, _ in self.boxes.values()) + 2 * PAD
        low = max(y + h for _, y, _, h in self.boxes.values()) + 2 * PAD
        return (
            f'<div class="picture" tabindex="0"><svg viewBox="0 0 {right:g} {low:g}" role="img" aria-label="{escape(title)}">'
            f"<title>{escape(title)}</title>{''.join(self.lines)}{''.join(self.shapes)}</svg></div>\n"
        )


def star(tables: Mapping[str, Table]) -> str:
    """The entity-relationship diagram: facts in the middle, what they lead to on the left, what hangs on them on the right.

    A key that every fact has is drawn once, from the frame about them.
    """
    facts = [t for name, t in tables.items() if name in TABLES.values()]
    shared = set.intersection(*({(c.name, c.key_of) for c in f.keys} for f in facts))
    drawing, y = Drawing(), 2.0 * HEAD
    for fact in facts:
        own = [f"{c.name} → {c.key_of}" for c in fact.keys if (c.name, c.key_of) not in shared]
        y = drawing.box(fact.name, [shorter(row) for row in own], 296, y, "fact") + GAP
    names = [f.name for f in facts]
    common = ", ".join(sorted(f"{column} → {table}" for column, table in shared))
    drawing.frame(names, f"each fact: {common}")
    dims = [t for name, t in tables.items() if name.startswith("dim_")]
    y = 2.0 * HEAD
    for dim in dims:
        y = drawing.box(dim.name, [shorter(f"{c.name} → {c.key_of}") for c in dim.keys], 20, y, "dim") + GAP
    y = 2.0 * HEAD
    rest = [t for name, t in tables.items() if t not in facts and t not in dims]
    for bridge in rest:
        rows = [shorter(f"{c.name} → {c.key_of}") for c in bridge.keys]
        y = drawing.box(bridge.name, rows, 572, y, "bridge") + GAP
    for table in [*facts, *rest]:
        keys = [c for c in table.keys if table not in facts or (c.name, c.key_of) not in shared]
        for row, column in enumerate(keys):
            other = str(column.key_of)
            if drawing.boxes[other][0] != drawing.boxes[table.name][0] and (table in facts or other in names):
                drawing.line(table.name, other, row)
    return drawing.svg("The star: facts, dimensions, bridges, and which column leads to which table")


def shorter(row: str) -> str:
    """A key's row without the prefix of its table, which the colours tell."""
    return row.replace("→ dim_", "→ ").replace("→ bridge_", "→ ").replace("→ fact_", "→ fact ")


def lineage(reads: Mapping[str, set[str]]) -> str:
    """From a source to the views of mart: what every fact goes through, and which views are made from which tables."""
    drawing, middle = Drawing(), 60.0
    way = {
        "source": ("sources.csv, a folder, a file", "khotin source, khotin run"),
        "capture": ("ops.capture", "landing/: bytes as they came"),
        "article": ("dim_article", "a row a version of the text"),
        "sentence": ("dim_sentence", "a row a sentence, its place"),
    }
    before = ""
    for number, (name, rows) in enumerate(way.items()):
        drawing.box(name, rows, 20, middle + number * 100, "stage")
        if before:
            (_, y, w, h), (_, below, _, _) = drawing.boxes[before], drawing.boxes[name]
            drawing.lines.append(f'<path d="M{20 + w / 2} {y + h} L{20 + w / 2} {below}"/>')
        before = name
    y = 40.0
    for noun, table in TABLES.items():
        y = drawing.box(table, [f"frame {noun}"], 290, y, "fact") + GAP
        drawing.line("sentence", table)
    y = 40.0
    ranks = list(TABLES)
    views = sorted(reads, key=lambda v: (ranks.index(v) if v in ranks else len(ranks), v))
    first = [v for v in views if any(name in TABLES.values() for name in reads[v])]
    for view in first:
        y = drawing.box(f"mart.{view}", [], 560, y, "view") + GAP / 2
    y = 40.0
    then = [v for v in views if v not in first and any(n.startswith("mart.") for n in reads[v])]
    for view in then:
        y = drawing.box(f"mart.{view}", [], 830, y, "view") + GAP / 2
    for view in [*first, *then]:
        for name in sorted(reads[view]):
            if (
                name in drawing.boxes
                and name != f"mart.{view}"
                and drawing.boxes[name][0] < drawing.boxes[f"mart.{view}"][0]
            ):
                drawing.line(name, f"mart.{view}")
    return drawing.svg("From source to capture, article, sentence, fact, and the views of mart that show it")
