"""A paper on the tests' own web, and runs over it: fetched, read, merged and published, without Prefect."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.load import books, merge, ops, publish
from flows.report.summary import RunSummary
from flows.run import booking, fetching, finish, incoming, one_run, reading, republish
from tests.web import Reply, Web, unless_known, watch, web  # noqa: F401

PROVINCES = ("Quảng Ninh", "Lào Cai", "Bắc Ninh", "Nghệ An", "Cà Mau", "Gia Lai", "Phú Thọ", "Sơn La", "Đắk Lắk", "Lâm Đồng")  # fmt: skip
PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{url}"><meta property="og:type" content="article">
<meta property="article:published_time" content="{at}"></head>
<body><nav><a href="/">Trang chủ</a></nav><article><h1>{title}</h1><p>{lead}</p><p>{body}</p></article></body></html>"""
LEAD = "Sáng nay, Ủy ban nhân dân tỉnh {0} họp báo về tình hình kinh tế, xã hội và thu chi ngân sách của địa phương trong năm."
BODY = (
    "Theo Sở Tài chính tỉnh {0}, thu ngân sách nhà nước trên địa bàn năm 2025 đạt {1}.200 tỷ đồng, tăng 5% so với cùng kỳ. "
    "Các khoản thu nội địa chiếm phần lớn, trong khi thu từ hoạt động xuất nhập khẩu giữ mức ổn định và vượt dự toán được giao."
)
RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Thử</title>{}</channel></rss>'
ITEM = "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{at}</pubDate></item>"


@dataclass
class Paper:
    """A paper that stands on a web server: a feed, a sitemap, articles by number."""

    web: Web
    start: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(hours=3))
    figures: dict[int, int] = field(default_factory=dict)  # by article: what it says

    def write(self, *numbers: int, figure: int = 0, dated: bool = True) -> None:
        """Publishes articles, or edits them."""
        for number in numbers:
            self.figures[number] = figure or number + 10
            body = self.page(number, dated).encode()
            self.web.on(f"/tin-{number}.html", unless_known(body, etag=f'"{number}-{self.figures[number]}"'))

    def page(self, number: int, dated: bool = True) -> str:
        """An article's page."""
        province = self.province(number)
        at = self.at(number).isoformat() if dated else ""
        return PAGE.format(
            title=self.title(number),
            url=self.url(number),
            at=at,
            lead=LEAD.format(province),
            body=BODY.format(province, self.figures[number]),
        )

    def province(self, number: int) -> str:
        """The province that an article tells of."""
        return PROVINCES[number % len(PROVINCES)]

    def title(self, number: int) -> str:
        """An article's title."""
        return f"{self.province(number)} thu ngân sách đợt {number}"

    def url(self, number: int) -> str:
        """Where an article stands."""
        return self.web.url(f"/tin-{number}.html")

    def at(self, number: int) -> datetime:
        """When it was published."""
        return self.start + timedelta(seconds=number)

    def feed(self, *numbers: int, path: str = "/rss.xml", etag: str | None = None, more: str = "") -> str:
        """Puts up a feed of articles, with more of its own in it; its address."""
        items = [
            ITEM.format(title=f"Tin {n}", url=self.url(n), at=self.at(n).strftime("%a, %d %b %Y %H:%M:%S GMT")) for n in numbers
        ]  # fmt: skip
        return self.web.on(path, unless_known(RSS.format(more + "".join(items)).encode(), etag=etag))

    def sitemap(self, *numbers: int, path: str = "/sitemap.xml") -> str:
        """Puts up a sitemap of articles; its address."""
        rows = "".join(
            f"<url><loc>{self.url(n)}</loc><lastmod>{self.at(n).isoformat()}</lastmod></url>" for n in numbers
        )
        head = '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        return self.web.on(
            path, Reply(f"{head}{rows}</urlset>".encode(), headers={"Content-Type": "application/xml"})
        )


@pytest.fixture
def paper(web: Web, watch: Any, monkeypatch: pytest.MonkeyPatch) -> Paper:  # noqa: F811
    monkeypatch.setenv("KHOTIN_ALLOW_HOSTS", web.host)
    monkeypatch.setenv("KHOTIN_FETCH_DELAY", "0.001")
    return Paper(web)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "kho" / "khotin.duckdb"


Window = tuple[datetime, datetime] | None


def fetched(
    given: list[str], warehouse: Path, scheduled: bool = False, window: Window = None
) -> tuple[RunSummary, Path, list[str]]:
    """A run's fetching: what it is then, its staging, and the batches in it."""
    asked = incoming.asked(given, warehouse, scheduled)
    intake = reading.take_in(
        asked.files, warehouse, 8_000_000, begin=lambda run_id: ops.start_run(warehouse, run_id, "rules")
    )
    booking.book_captures(warehouse, intake.run_id, intake.staging)
    notes = incoming.gone(asked, warehouse, intake.run_id)
    run = one_run._summary(intake, warehouse, "manual").noted(*notes).but(window=window)
    with fetching.way_out(run, None) as way:
        run = fetching.gathered(run, [fetching.fetch(way, source) for source in asked.sources])
    run, names = fetching.stage(run, intake.staging)
    return run, intake.staging, [*intake.batches, *names]


def taken_in(given: list[str], warehouse: Path, scheduled: bool = False, window: Window = None) -> RunSummary:
    """A whole run without Prefect and without the gate: fetched, read, merged, published."""
    run, staging, batches = fetched(given, warehouse, scheduled, window)
    if not batches:
        run = finish.nothing_new(run)
        with publish.locked(warehouse):
            republish.follow_sources(warehouse)
        return run
    counts = [reading.read_batch(staging, warehouse.parent / "landing", name) for name in batches]
    counts.append(reading.keep_one_of_each(staging, warehouse))
    documents = {w: sum(c.get(w, 0) for c in counts) for w in ("loaded", "duplicate", "rejected")}
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        merge.merge(work.connection, staging, run.run_id, "rules")
        generation = publish.next_generation(warehouse)
        ops.finish_run(warehouse, run.run_id, "published", generation=generation)
        booking.book_documents(warehouse, run.run_id, staging)
        publish.publish(work, generation, 5)
    return run.but(state="published", documents={**run.documents, **documents})


def only_fetched(given: list[str], warehouse: Path) -> RunSummary:
    """A run that comes to no end once everything is fetched."""
    run, _, _ = fetched(given, warehouse)
    ops.fail_run(warehouse, run.run_id, "this is as far as it goes")
    return run


def asked_of(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows that the published warehouse answers with."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def booked(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows that the books answer with."""
    with books.reading(warehouse) as store:
        return store.rows(query)


def back(warehouse: Path, hours: float) -> None:
    """Makes all that was fetched some hours older."""
    with books.writing(warehouse) as store:
        for table, column in (("capture", "fetched_at"), ("source", "fetched_at"), ("source", "rests_until")):
            told = f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-{hours} hours') || '000+00:00'"
            store.change(table, f"UPDATE {table} SET {column} = {told} WHERE {column} IS NOT NULL")
