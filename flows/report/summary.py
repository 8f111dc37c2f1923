"""The summary of a run: what came in, what landed, what was set aside and why, where it lies."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

LABELS = {
    "mentions": "tên, số, ngày / mentions",
    "measurements": "số liệu / measurements",
    "targets": "mục tiêu / targets",
    "statements": "phát biểu / statements",
    "events": "sự kiện / events",
    "investments": "dự án / investments",
    "agreements": "thỏa thuận / agreements",
    "position_observations": "chức vụ / offices",
    "citations": "văn bản / citations",
}
REASONS = {
    "empty": "không có chữ / empty",
    "not_text": "không phải văn bản / not text",
    "letters_lost": "mất chữ vì mã hóa hai lần / letters lost, encoded twice",
    "not_vietnamese": "không phải tiếng Việt / not Vietnamese",
    "no_diacritics": "tiếng Việt không dấu / Vietnamese without marks",
    "not_an_article": "không phải bài báo / not an article",
    "needs_script": "trang chỉ hiện chữ khi chạy script / page that needs a script to show its text",
    "not_read": "loại tệp khotin không đọc / kind of file that khotin does not read",
    "no_text": "không có cột văn bản, hay ô ấy trống / no text column, or none in the row",
    "malformed": "dòng hỏng, không đọc được / malformed, unread",
    "unreadable": "không mở được, tệp hỏng hay bị cắt / cannot be opened, or is damaged or cut off",
    "damaged": "bản lưu trong landing hỏng hay mất / its copy in landing is damaged or gone",
    "too_large": "quá lớn: hơn 2 MB chữ, 10 MB một trang hay 50 MB một tệp / too large: over 2 MB of text, 10 MB of a page or 50 MB of a file (docs/sources.md)",
    "failed": "khotin vấp lỗi khi đọc, sẽ thử lại khi quy tắc đổi / khotin failed to read it, tried again when the rules change",
    "killed": "đọc thì hết bộ nhớ hoặc tiến trình bị dừng / reading it took too much memory or ended the process",
}
UNFETCHED = {
    "robots": "robots.txt của trang cấm / the site's robots.txt forbids it",
    "robots_unread": "không đọc được robots.txt / robots.txt could not be read",
    "address": "địa chỉ trong mạng riêng / it leads to a private address",
    "url": "không phải địa chỉ web / no web address",
    "scheme": "không phải http(s) / neither http nor https",
    "userinfo": "địa chỉ có tên đăng nhập / the address names a user",
    "dns": "không tìm thấy máy chủ / the host's name is not known",
    "connect": "không nối được / no connection",
    "tls": "chứng thư TLS không đúng / its TLS certificate is not right",
    "timeout": "quá lâu không trả lời / no answer in time",
    "protocol": "trả lời sai giao thức / its answer breaks HTTP",
    "length": "trả lời bị cắt / its answer is cut",
    "encoding": "trả lời nén sai / its answer is encoded wrongly",
    "too_large": "quá lớn, hơn KHOTIN_FETCH_BYTES / too large, over KHOTIN_FETCH_BYTES",
    "bomb": "bung ra quá lớn, hơn 50 MB / over 50 MB once decoded",
    "redirect": "chuyển hướng quá nhiều / redirected too often",
    "redirect_loop": "chuyển hướng vòng quanh / redirected in a circle",
    "later": "máy chủ bảo đợi lâu hơn / the host asks to wait longer",
    "put_off": "hoãn, chưa hỏi vì máy chủ bảo đợi / put off, not asked: its host asks to wait",
    "status": "máy chủ báo lỗi / the host answers with an error",
    "gone": "trang không còn / the page is gone",
    "warc": "bản ghi WARC không đọc được / WARC record that cannot be read",
}
OTHERS = "Bài khác dưới mã hay đường dẫn đã biết / other articles under a known id or path:"
OTHERS_TOLD = 10
STATES = {
    "published": ("green", "đã xuất bản / published"),
    "refused": ("red", "không xuất bản / refused"),
    "nothing_new": ("cyan", "không có gì mới / nothing new"),
    "sources_failed": ("red", "mọi nguồn đều hỏng, không có gì mới / every source failed, nothing new"),
    "declined": ("yellow", "không đồng ý, kho giữ nguyên / declined, the warehouse is as it was"),
}


@dataclass(frozen=True)
class RunSummary:
    """A run as it goes: filled step by step, read by the terminal, the artifact and the books."""

    run_id: str
    warehouse: str
    documents: Mapping[str, int]  # read, loaded, unchanged, duplicate, rejected
    kind: str = "manual"  # manual, scheduled, replay, rebuild, rollback, override
    facts: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict
    )  # by type: extracted, loaded, repeats, quarantined
    set_aside: Mapping[str, int] = field(default_factory=dict)  # by reason
    failed: tuple[Mapping[str, Any], ...] = ()  # results of failed expectations
    others: tuple[
        Mapping[str, Any], ...
    ] = ()  # articles under a known id or path: origin, title, other_title
    stops: tuple[str, ...] = ()
    state: str = "running"
    generation: int = 0
    report: str = ""
    notes: tuple[str, ...] = ()  # what went wrong beside it, though the run is what its state says
    seconds: float = 0.0  # from its first row in the books to its last
    # Articles that a run without a new document withdrew for their sources, or brought back, and published so.
    withdrawn: int = 0
    brought_back: int = 0
    built_on: int = 0  # the star's generation when it was looked which documents are known
    requests: Mapping[str, int] = field(
        default_factory=dict
    )  # made = fetched + not_modified + refused + failed; put_off beside them; empty where nothing was fetched
    unfetched: Mapping[str, tuple[int, str]] = field(
        default_factory=dict
    )  # what was refused, failed or put off, by why: how many, and one address
    pages: int = 0  # that were fetched with a body
    left: int = 0  # pages that wait for the next run
    window: tuple[datetime, datetime] | None = (
        None  # of a backfill: only what was published from then to before then
    )
    sources: Mapping[str, str | None] = field(default_factory=dict)  # by name: why it failed, or None

    def but(self, **changes: Any) -> "RunSummary":
        """The same run with these fields changed."""
        return dataclasses.replace(self, **changes)

    @property
    def all_failed(self) -> bool:
        """Whether every source failed."""
        return bool(self.sources) and all(self.sources.values())

    @property
    def is_wrong(self) -> bool:
        """Whether it was refused, or every source failed: its command exits with 1."""
        return bool(self.stops) or self.all_failed

    def noted(self, *notes: str) -> "RunSummary":
        """The same run with these notes more."""
        return self.but(notes=(*self.notes, *notes))

    def with_results(self, results: Iterable[Mapping[str, Any]], stops: Iterable[str]) -> "RunSummary":
        """The same run with these results that failed (info is no failure), and with these reasons to stop."""
        failed = tuple(r for r in results if not r["success"] and r["severity"] != "info")
        return self.but(failed=self.failed + failed, stops=self.stops + tuple(stops))


def with_loaded(
    run: RunSummary, loaded: Mapping[str, Mapping[str, int]], set_aside: Mapping[str, int]
) -> RunSummary:
    """The run with what was loaded and what was set aside of each fact type."""
    facts = {
        name: {**counts, **loaded[name], "quarantined": set_aside.get(name, 0)}
        for name, counts in run.facts.items()
    }
    return run.but(facts=facts)


def totals(run: RunSummary) -> dict[str, int]:
    """The sums over all fact types: extracted, loaded, repeats, quarantined."""
    counted: Counter[str] = Counter()
    for counts in run.facts.values():
        counted.update(counts)
    return {name: counted[name] for name in ("extracted", "loaded", "repeats", "quarantined")}


def in_a_line(run: RunSummary) -> str:
    """A run in one line, as a schedule tells it.

    >>> in_a_line(RunSummary("r1", "k", {"read": 3, "loaded": 2, "unchanged": 0, "rejected": 1}, state="published"))
    'đã xuất bản / published  r1  3 bài/documents: 2 nạp/loaded, 1 loại/rejected'
    """
    words = {"loaded": "nạp", "unchanged": "không đổi", "duplicate": "trùng", "rejected": "loại"}
    parts = [f"{run.documents[way]} {told}/{way}" for way, told in words.items() if run.documents.get(way)]
    facts = totals(run)["loaded"] if run.facts else 0
    told = [f"{run.documents['read']} bài/documents"] + ([": " + ", ".join(parts)] if parts else [])
    ends = [f"{facts} dữ kiện/facts"] if facts else []
    ends += [f"{name}: {why}" for name, why in run.sources.items() if why]
    ends += [f"{off} hoãn/put off"] if (off := run.requests.get("put_off")) else []
    ends += [*run.stops[:1], *([f"{run.seconds:.1f} s"] if run.seconds else [])]
    return "  ".join([_ended(run)[1], run.run_id, "".join(told), *ends])


def told(run: RunSummary) -> dict[str, Any]:
    """A run as columns for what collects lines (KHOTIN_LOG=json); of its sources those that failed, with why."""
    return {
        "run_id": run.run_id,
        "state": run.state,
        "kind": run.kind,
        "seconds": round(run.seconds, 1),
        "documents": dict(run.documents),
        "facts": totals(run),
        "set_aside": dict(run.set_aside),
        "requests": dict(run.requests),
        "failed_sources": {name: why for name, why in run.sources.items() if why},
        "withdrawn": run.withdrawn,
        "stops": list(run.stops),
        "notes": list(run.notes),
        "warehouse": run.warehouse,
        "report": run.report or None,
    }


def _ended(run: RunSummary) -> tuple[str, str]:
    """How a run ended: a colour, and words; of one without a document that is new, what it published all the same, or that it got nothing.

    >>> _ended(RunSummary("r1", "k", {"read": 0}, state="nothing_new", withdrawn=4))[1]
    'không có bài mới, đã rút 4 bài / no new document, 4 articles withdrawn'
    """
    if run.state in ("nothing_new", "sources_failed") and (run.withdrawn or run.brought_back):
        told = [
            (n, words)
            for n, words in (
                (run.withdrawn, ("đã rút {} bài", "{} articles withdrawn")),
                (run.brought_back, ("{} bài trở lại", "{} articles brought back")),
            )
            if n
        ]
        ours, english = (", ".join(words[i].format(n) for n, words in told) for i in (0, 1))
        if run.state == "sources_failed":
            return "red", f"mọi nguồn đều hỏng, {ours} / every source failed, {english}"
        return "green", f"không có bài mới, {ours} / no new document, {english}"
    return STATES.get(run.state, ("yellow", run.state))


def rendered(run: RunSummary) -> Group:
    """The summary for a terminal."""
    colour, words = _ended(run)
    head = Text.assemble(
        ("khotin ", "bold"), (words, f"bold {colour}"), f"  ·  {run.run_id}  ·  {run.seconds:.1f} s"
    )
    d = run.documents
    came = Text(
        f"Bài vào / documents: {d['read']} đọc/read = {d['loaded']} nạp/loaded\n  + {d['unchanged']} không đổi/unchanged"
        f" + {d['duplicate']} trùng/duplicate + {d['rejected']} loại/rejected"
    )
    parts: list[Any] = [head, *([_fetched(run)] if run.requests else []), came]
    if any(sum(c.values()) for c in run.facts.values()):
        parts.append(_facts_table(run))
    if run.set_aside:
        parts.append(Text("Để riêng / set aside:", style="bold"))
        parts += [
            Text(f"  {n} × {REASONS.get(reason, reason)}") for reason, n in sorted(run.set_aside.items())
        ]
    if run.others:
        parts.append(Text(OTHERS, style="bold"))
        parts += [Text(f"  {_other(o)}") for o in run.others[:OTHERS_TOLD]]
        if len(run.others) > OTHERS_TOLD:
            parts.append(Text(f"  … {len(run.others)}"))
    for stop in run.stops:
        parts.append(Text(f"DỪNG / STOPPED: {stop}", style="red"))
    for note in run.notes:
        parts.append(Text(f"Lưu ý / note: {note}", style="yellow"))
    parts.append(Text(f"Kho / warehouse: {run.warehouse}"))
    if run.report:
        parts.append(Text(f"Báo cáo / report:  {run.report}"))
    return Group(*parts)


def _fetched(run: RunSummary) -> Text:
    """What was asked of the web, and what came of it; the sources that failed, with the reason."""
    told = Text("Tải về / requests: {made} gửi/made = {fetched} tải được/fetched\n  + {not_modified} chưa đổi/not modified + {refused} từ chối/refused + {failed} hỏng/failed".format(**run.requests))  # fmt: skip
    if run.requests["put_off"]:
        told.append(f"\n  {run.requests['put_off']} hoãn, chưa hỏi / put off, not asked")
    for name, why in run.sources.items():
        if why:
            told.append(f"\n  nguồn hỏng / source failed: {name}: {why}", style="red")
    if run.unfetched:
        told.append(
            "\nKhông tải được / not fetched (các lần chạy sau hỏi lại / asked again by later runs):",
            style="bold",
        )
        for why, (count, address) in sorted(run.unfetched.items()):
            told.append(f"\n  {count} × {why}: {address}")
    return told


def _other(other: Mapping[str, Any]) -> str:
    return f"{other['origin']}: “{other['title']}” ≠ “{other['other_title']}”"


def _facts_table(run: RunSummary) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("dữ kiện\nfacts", no_wrap=True)
    for heading in ("đọc được\nextracted", "nạp\nloaded", "lặp lại\nrepeats", "để riêng\nset aside"):
        table.add_column(heading, justify="right")
    for name, counts in run.facts.items():
        if counts["extracted"]:
            table.add_row(
                LABELS.get(name, name),
                *(f"{counts[c]:,}" for c in ("extracted", "loaded", "repeats", "quarantined")),
            )
    return table


def markdown(run: RunSummary) -> str:
    """The summary as Markdown, for Prefect's artifact."""
    d = run.documents
    lines = [
        f"# khotin: {_ended(run)[1]}",
        "",
        f"Run `{run.run_id}`, {run.seconds:.1f} s. Documents: {d['read']} read = {d['loaded']} loaded + {d['unchanged']} unchanged + "
        f"{d['duplicate']} duplicate + {d['rejected']} rejected.",
        *(["", _fetched(run).plain] if run.requests else []),
        "",
        "| facts | extracted | loaded | repeats | set aside |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {LABELS.get(n, n)} | {c['extracted']} | {c['loaded']} | {c['repeats']} | {c['quarantined']} |"
        for n, c in run.facts.items()
    ]
    if run.failed:
        lines += [
            "",
            "## Failed expectations",
            "",
            "| table | expectation | severity | rows |",
            "| --- | --- | --- | ---: |",
        ]
        lines += [
            f"| {f['table_name']} | {f['expectation']} | {f['severity']} | {f['unexpected']} |"
            for f in run.failed
        ]
    if run.others:
        lines += ["", f"## {OTHERS}", "", *(f"- {_other(o)}" for o in run.others[:OTHERS_TOLD])]
        lines += ["", f"{len(run.others)} in all"]
    lines += ["", *(f"**Stopped:** {stop}" for stop in run.stops)]
    return "\n".join(lines)
