"""Small charts as inline SVG: they need no script and no library, take their colours from the page, and print."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

Number = int | float | Decimal
# What people say large numbers in, the largest first.
SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "vi": ((10**9, "tỷ"), (10**6, "triệu")),
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
}
# Marks of a chart over time, told apart without colours: a dot, a ring, a diamond, a square.
SHAPES = {
    "actual": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
    "estimate": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
    "target": "M0-7L7 0L0 7L-7 0Z",
    "forecast": "M-5-5H5V5H-5Z",
}


def spark(values: Sequence[Number | None] | None, label: str = "") -> Markup:
    """A line of values, oldest first, with a dot on the last; nothing where fewer than two are known."""
    known = [float(v) for v in values or [] if v is not None]
    if len(known) < 2:
        return Markup('<span class="soft">–</span>')
    width, height, edge = 112, 26, 3
    low, high = min(known), max(known)
    step = (width - 2 * edge) / (len(known) - 1)
    scale = (height - 2 * edge) / (high - low) if high > low else 0
    points = [
        (edge + i * step, height - edge - (v - low) * scale if scale else height / 2)
        for i, v in enumerate(known)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return Markup(
        '<svg class="spark" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{label}">'
        '<polyline points="{line}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.6"/></svg>'
    ).format(
        w=width,
        h=height,
        label=f"{label} {', '.join(number(v) for v in known)}".strip(),
        line=Markup(line),
        x=x,
        y=y,
    )


def bar(share: Number | None) -> Markup:
    """A share of 0 to 1 as a filled bar with its percentage."""
    if share is None:
        return Markup('<span class="soft">–</span>')
    part = min(max(float(share), 0.0), 1.0)
    return Markup(
        '<span class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="8"/>'
        '<rect width="{filled:.1f}" height="8"/></svg><b>{percent:.0f} %</b></span>'
    ).format(filled=100 * part, percent=100 * float(share))


def stacked(parts: Sequence[tuple[str, Number]]) -> Markup:
    """Parts of a whole side by side: (CSS class, amount)."""
    whole = sum(float(n) for _, n in parts)
    if not whole:
        return Markup("")
    rects, x = Markup(""), 0.0
    for name, amount in parts:
        width = 100 * float(amount) / whole
        rects += Markup('<rect class="{}" x="{:.2f}" width="{:.2f}" height="10"/>').format(name, x, width)
        x += width
    return Markup(
        '<svg class="stacked" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    ).format(rects)


def columns(bars: Sequence[tuple[str, Number, Number, bool]]) -> Markup:
    """Columns over time, oldest first: (label, amount, the part of it in another colour, whether it went well)."""
    most = max((float(n) for _, n, _, _ in bars), default=0.0)
    if not most:
        return Markup("")
    width, height, pitch = max(24 * len(bars), 240), 96, 24
    drawn = Markup("")
    for i, (label, amount, part, good) in enumerate(bars):
        tall, low = 88 * float(amount) / most, 88 * float(part) / most
        drawn += Markup(
            '<g class="{}"><title>{}</title><rect x="{}" y="{:.1f}" width="18" height="{:.1f}"/>'
            '<rect class="aside" x="{}" y="{:.1f}" width="18" height="{:.1f}"/></g>'
        ).format(
            "good" if good else "bad",
            label,
            i * pitch + 3,
            92 - tall,
            max(tall, 1.5),
            i * pitch + 3,
            92 - low,
            low,
        )
    return Markup('<svg class="columns" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width, height, "; ".join(f"{label}: {number(n)}" for label, n, _, _ in bars), drawn
    )


def series(points: Sequence[dict[str, Any]], label: str) -> Markup:
    """Figures over time: what came about as a line with dots, what was expected or aimed at as marks of other shapes.

    A point has day, value, status, words and href: it says its words on hover, is reached by the keyboard and leads to its sentence.
    """
    # The first point stands to the right of the amounts on the axis, which a phone shows larger.
    width, height, left, right, top, bottom = 640, 230, 84, 16, 26, 26
    days = [p["day"].toordinal() for p in points]
    values = [float(p["value"]) for p in points]
    first, last = min(days), max(days)
    low, high = min(0.0, *values), max(0.0, *values)
    high = high if high > low else low + 1

    def x(day: int) -> float:
        return left + (width - left - right) * ((day - first) / (last - first) if last > first else 0.5)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - (value - low) / (high - low))

    drawn = Markup("")
    for tick in (low, (low + high) / 2, high):
        drawn += Markup(
            '<line class="rule" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/><text x="0" y="{:.1f}"><tspan class="vi">{}</tspan><tspan class="en">{}</tspan></text>'
        ).format(0, width, y(tick), y(tick), y(tick) - 5, *short(tick))
    ends = {first: "start" if last > first else "middle", last: "end" if last > first else "middle"}
    for day, anchor in ends.items():
        drawn += Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{:%m/%Y}</text>').format(
            x(day), height - 6, anchor, date.fromordinal(day)
        )
    done = sorted({(d, v) for d, v, p in zip(days, values, points, strict=True) if p["status"] == "actual"})
    if len(done) > 1:
        line = " ".join(f"{x(d):.1f},{y(v):.1f}" for d, v in done)
        drawn += Markup('<polyline points="{}"/>').format(Markup(line))
    for day, value, point in zip(days, values, points, strict=True):
        drawn += Markup(
            '<a href="{}" aria-label="{}"><title>{}</title><path class="p-{}" transform="translate({:.1f} {:.1f})" d="{}"/></a>'
        ).format(
            point["href"], point["words"], point["words"], point["status"], x(day), y(value),
            Markup(SHAPES.get(point["status"], SHAPES["forecast"])),
        )  # fmt: skip
    return Markup('<svg class="series" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        width, height, label, drawn
    )


def short(value: Number) -> tuple[str, str]:
    """A large number as an axis has room for it, in Vietnamese and in English: four digits of it.

    >>> short(60_100_000_000_000), short(4_512_345), short(12.5), short(0)
    (('60.100 tỷ', '60.1 trillion'), ('4,512 triệu', '4.512 million'), ('12,5', '12.5'), ('0', '0'))
    """
    return amount(float(f"{float(value):.4g}"))


def amount(value: Number) -> tuple[str, str]:
    """An amount as people say it, in Vietnamese and in English; none of its digits is lost.

    >>> amount(1_860_000_000_000), amount(250_000_000), amount(3_052), amount(1_234_567_891)
    (('1.860 tỷ', '1.86 trillion'), ('250 triệu', '250 million'), ('3.052', '3,052'), ('1.234.567.891', '1,234,567,891'))
    """
    said = {}
    for language, scales in SCALES.items():
        whole = Decimal(str(value))
        parts = ((whole / size, name) for size, name in scales if abs(whole) >= size)
        figure, name = next(((part, name) for part, name in parts if part == round(part, 3)), (whole, ""))
        said[language] = f"{_written(figure, language)} {name}".strip()
    return said["vi"], said["en"]


def numbers(value: Number | None) -> Markup:
    """A number as each language writes it: "1.234,5" and "1,234.5"; once where they agree."""
    if value is None:
        return Markup("")
    vi, en = (_written(Decimal(str(value)), language) for language in SCALES)
    if vi == en:
        return Markup("{}").format(vi)
    return Markup('<span class="vi" lang="vi">{}</span><span class="en" lang="en">{}</span>').format(vi, en)


def _written(value: Decimal, language: str) -> str:
    """Digits with the language's marks, at most three decimals."""
    figure = f"{round(value, 3):,f}"
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return figure.translate(str.maketrans(",.", ".,")) if language == "vi" else figure


def number(value: Number | None) -> str:
    """A number as both languages read it: thin spaces between thousands, at most three decimals.

    >>> number(1234567), number(0.25), number(None)
    ('1\\u202f234\\u202f567', '0.25', '')
    """
    if value is None:
        return ""
    if float(value) == int(value):
        return f"{int(value):,}".replace(",", "\u202f")
    return f"{float(value):,.3f}".rstrip("0").rstrip(".").replace(",", "\u202f")
