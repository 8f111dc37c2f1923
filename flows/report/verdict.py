"""May today's data be used? One sentence, its colour, and what a steward does next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.files import counted


@dataclass(frozen=True)
class Verdict:
    """mood: good, warn, bad or quiet; words and advice in Vietnamese and English."""

    mood: str
    vi: str
    en: str


@dataclass(frozen=True)
class Task:
    """One thing to do: what, in two languages, and the command or the section that does it."""

    vi: str
    en: str
    command: str = ""
    section: str = ""


def verdict(run: Mapping[str, Any], failed: Sequence[Mapping[str, Any]]) -> Verdict:
    """The verdict on a run (a row of ops.run) with its failed expectations."""
    state = run["state"]
    warnings = sum(f["severity"] != "info" for f in failed)
    if state == "published" and not warnings:
        return Verdict("good", "Dùng được: đã xuất bản.", "Fit for use: published.")
    if state == "published":
        return Verdict(
            "warn",
            f"Dùng được: đã xuất bản, có {warnings} kỳ vọng không đạt cần xem.",
            f"Fit for use: published. {counted(warnings, 'failed expectation')} to look at.",
        )
    if state == "nothing_new":
        return Verdict(
            "quiet", "Không có gì mới: kho giữ nguyên.", "Nothing new: the warehouse is as it was."
        )
    if state == "sources_failed":
        return Verdict(
            "bad",
            "Mọi nguồn đều hỏng: kho giữ nguyên.",
            "Every source failed: the warehouse is as it was.",
        )
    if state == "declined":
        return Verdict("quiet", "Không đồng ý: kho giữ nguyên.", "Declined: the warehouse is as it was.")
    if state == "rolled_back":
        return Verdict(
            "bad",
            "Đã lùi lại: kho dùng một bản trước lần chạy này.",
            "Rolled back: the warehouse is a generation from before this run.",
        )
    if state == "running":
        return Verdict("quiet", "Đang chạy.", "Still running.")
    return Verdict(
        "bad",
        "Không xuất bản: kho giữ bản tốt gần nhất.",
        "Not published: the warehouse keeps the last good star.",
    )


def tasks(failed: Sequence[Mapping[str, Any]], tiles: Mapping[str, Any], hold: str | None) -> list[Task]:
    """What is to be done, the gravest first."""
    todo = []
    if hold:
        todo.append(Task("Lịch chạy đang dừng sau khi lùi lại: cho chạy tiếp khi đã sửa.", "Scheduled runs hold after a rollback: let them go on when it is mended.", "khotin resume"))  # fmt: skip
    critical = sum(f["severity"] == "critical" for f in failed)
    if critical:
        todo.append(Task(f"Xem {critical} kỳ vọng nghiêm trọng không đạt.", f"Look at {counted(critical, 'critical failure')}.", section="failed"))  # fmt: skip
    warnings = sum(f["severity"] == "warning" for f in failed)
    if warnings:
        todo.append(
            Task(f"Xem {warnings} cảnh báo.", f"Look at {counted(warnings, 'warning')}.", section="failed")
        )
    if tiles["open"]:
        todo.append(Task(f"{tiles['open']} mục đang để riêng: sửa quy tắc hay danh mục rồi đọc lại, hoặc đóng với lý do.", f"{counted(tiles['open'], 'item')} set aside: mend a rule or seed and replay, or close them with a reason.", "khotin quarantine list", "quarantine"))  # fmt: skip
    if tiles["contradictions"]:
        todo.append(Task(f"{tiles['contradictions']} cặp số liệu mâu thuẫn: đối chiếu câu gốc.", f"{counted(tiles['contradictions'], 'contradiction')} between articles: compare the sentences.", section="contradictions"))  # fmt: skip
    return todo
