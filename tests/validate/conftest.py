"""Healthy staged frames, built from the contracts: what the tests of the gate spoil one row at a time."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.contracts import ARTICLE_TOPICS, ARTICLES, FACTS, REJECTED, SENTENCES

TITLE = "Bắc Hà vượt thu ngân sách"
SAID = [
    TITLE + ".",
    "Năm 2024, tỉnh Bắc Hà thu ngân sách 1.500 tỷ đồng, tương đương 60 triệu USD.",
    "Ông Trần Văn An, Chủ tịch UBND tỉnh Bắc Hà, cho biết năm 2025 tỉnh phấn đấu thu 2.000 tỷ đồng.",
    "Hội nghị xúc tiến đầu tư diễn ra sáng 5/3/2025 theo Nghị quyết số 12/NQ-HĐND.",
    "Dự án Cảng Sông Lam có vốn 900 tỷ đồng; hai bên ký một bản ghi nhớ.",
]
TEXT = " ".join(SAID)
OWN: dict[str, tuple[str, dict[str, Any]]] = {  # a surface of the text, and a healthy row's own columns
    "mentions": ("Bắc Hà", {"entity_kind": "place", "entity": "Bắc Hà"}),
    "measurements": (
        "1.500 tỷ đồng",
        {
            "metric": "state_budget_revenue", "subject": "Bắc Hà", "subject_kind": "place", "kind": "level",
            "value": Decimal(1_500_000_000_000), "unit": "VND", "comparator": "eq", "status": "actual",
            "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31), "value_vnd": Decimal(1_500_000_000_000),
            "value_usd": Decimal(60_000_000), "fx": "stated",
        },
    ),
    "targets": (
        "phấn đấu thu 2.000 tỷ đồng",
        {
            "subject": "Bắc Hà", "goal": "thu 2.000 tỷ đồng", "deadline": date(2025, 12, 31), "metric": "state_budget_revenue",
            "value": Decimal(2_000_000_000_000), "unit": "VND", "comparator": "eq", "speaker": "Trần Văn An",
        },
    ),
    "statements": (
        "năm 2025 tỉnh phấn đấu thu 2.000 tỷ đồng",
        {
            "speaker": "Trần Văn An", "speaker_kind": "person", "organization": "UBND tỉnh Bắc Hà", "verb": "cho biết",
            "directness": "indirect", "statement": "năm 2025 tỉnh phấn đấu thu 2.000 tỷ đồng",
        },
    ),
    "events": (
        "Hội nghị xúc tiến đầu tư",
        {
            "name": "Hội nghị xúc tiến đầu tư", "event_kind": "conference", "starts_on": date(2025, 3, 5),
            "ends_on": date(2025, 3, 5), "part_of_day": "morning", "place": "Bắc Hà", "hosts": ["UBND tỉnh Bắc Hà"],
            "participants": ["Trần Văn An"],
        },
    ),
    "investments": (
        "900 tỷ đồng",
        {
            "project": "Cảng Sông Lam", "is_total": False, "place": "Bắc Hà", "places": ["Bắc Hà"],
            "amount_vnd": Decimal(900_000_000_000), "comparator": "eq", "stage": "registered",
        },
    ),
    "agreements": (
        "ký một bản ghi nhớ",
        {"kind": "memorandum", "parties": ["UBND tỉnh Bắc Hà", "Cảng Sông Lam"], "fields": ["tourism"], "count": 1},
    ),
    "position_observations": (
        "Chủ tịch UBND tỉnh Bắc Hà",
        {"person": "Trần Văn An", "title": "Chủ tịch", "organization": "UBND tỉnh Bắc Hà", "tenure": "current"},
    ),
    "citations": ("Nghị quyết số 12/NQ-HĐND", {"kind": "resolution", "number": "12", "symbol": "12/NQ-HĐND", "year": 2025}),
}  # fmt: skip


def own_words(version: str) -> str:
    """What else an article says, in words of its own: two versions share less than half of their words."""
    return " " + " ".join(f"{version}{n}" for n in range(100))


def article(version: str, **changes: Any) -> dict[str, Any]:
    row = {
        "version_id": version, "article_id": f"article-{version}", "sha256": f"sha-{version}", "source": "baobacha.example",
        "origin": f"tin/{version}.txt", "title": TITLE, "published_on": date(2025, 3, 6), "published_from": "header",
        "fetched_at": datetime(2025, 3, 7, tzinfo=UTC), "language": "vi", "words": 70, "title_start": 0,
        "title_end": len(TITLE), "text": TEXT + own_words(version),
    }  # fmt: skip
    return row | changes


def sentences(version: str) -> list[dict[str, Any]]:
    starts = [sum(len(s) + 1 for s in SAID[:i]) for i in range(len(SAID))]
    return [
        {"version_id": version, "sentence_number": i, "paragraph": i, "section": 0, "role": "title" if i == 0 else "body",
         "char_start": start, "char_end": start + len(said), "sentence": said}
        for i, (start, said) in enumerate(zip(starts, SAID, strict=True))
    ]  # fmt: skip


def fact(fact_type: str, version: str, **changes: Any) -> dict[str, Any]:
    surface, own = OWN[fact_type]
    start = TEXT.index(surface)
    number = next(s["sentence_number"] for s in sentences(version) if start < s["char_end"])
    common = {
        "fact_id": f"{fact_type}-{version}", "version_id": version, "article_id": f"article-{version}", "sentence_number": number,
        "char_start": start, "char_end": start + len(surface), "surface": surface, "is_repeat": False, "confidence": 0.9, "rule": "by_hand",
    }  # fmt: skip
    return common | own | changes


class Staged:
    """Rows of staged frames by name, to spoil and to write."""

    def __init__(self, versions: list[str]) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*SCHEMAS,)}
        for version in versions:
            self.add_article(version)
            for name in FACTS:
                self.rows[name].append(fact(name, version))
            self.rows["article_topics"].append(
                {"version_id": version, "article_id": f"article-{version}", "topic": "tourism", "weight": 0.5}
            )

    def add_article(self, version: str, **changes: Any) -> None:
        self.rows["articles"].append(article(version, **changes))
        self.rows["sentences"] += sentences(version)

    def add_fact(self, fact_type: str, version: str, **changes: Any) -> None:
        self.rows[fact_type].append(fact(fact_type, version, **changes))

    def write(self, folder: Path) -> Path:
        for name, schema in SCHEMAS.items():
            (folder / name).mkdir(parents=True)
            pl.DataFrame(self.rows[name], schema=schema, orient="row").write_parquet(
                folder / name / "0001.parquet"
            )
        return folder


SCHEMAS = {
    "articles": ARTICLES,
    "rejected": REJECTED,
    "sentences": SENTENCES,
    "article_topics": ARTICLE_TOPICS,
    **FACTS,
}


@pytest.fixture(scope="session")
def healthy() -> Callable[[], Staged]:
    """Makes staged frames of two articles in which nothing is wrong."""
    return lambda: Staged(["v1", "v2"])
