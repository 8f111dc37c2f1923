"""The words of the report, Vietnamese and English: sections, columns, codes."""

import re

from flows.report.summary import REASONS as REASONS
from flows.report.summary import UNFETCHED

SECTIONS = {
    "failed": ("Kỳ vọng không đạt", "Failed expectations"),
    "quarantine": ("Để riêng", "Set aside"),
    "another": ("Bài khác dưới mã đã biết", "Other articles under a known id"),
    "look": ("Bài nên xem", "Articles to look at"),
    "types": ("Dữ kiện của lần chạy", "Facts of this run"),
    "star": ("Dữ kiện trong kho", "Facts in the warehouse"),
    "sources": ("Nguồn và độ mới", "Sources and freshness"),
    "fetched": ("Nguồn tải về", "Sources that are fetched"),
    "unfetched": ("Không tải được", "Not fetched"),
    "drift": ("Độ lệch so với trước", "Drift"),
    "metrics": ("Độ phủ chỉ tiêu", "Coverage of metrics"),
    "places": ("Độ phủ nơi chốn", "Coverage of places"),
    "fill": ("Mức đầy của cột", "Fill rates"),
    "contradictions": ("Mâu thuẫn giữa các bài", "Contradictions"),
    "judgements": ("Người duyệt", "Judged by people"),
    "runs": ("Các lần chạy", "Runs"),
}
NOTES = {
    "types": ("Đọc được = nạp + lặp lại + để riêng. Đường nhỏ: số nạp qua các lần chạy.", "Extracted = loaded + repeats + set aside. The small line: loaded, run by run."),
    "star": ("Chỉ bản hiện hành của mỗi bài, không kể lặp lại.", "Current versions only, repeats left out."),
    "sources": ("Đường nhỏ: số bài mỗi lần chạy.", "The small line: articles, run by run."),
    "drift": ("Giá trị lần này cạnh trung bình các lần trước, lệch nhiều nhất đứng đầu; kỳ vọng chỉ xét lần chạy theo lịch, từ lần thứ sáu.", "This run beside the mean of those before, the furthest apart first; expectations judge scheduled runs only, from the sixth on."),
    "fill": ("Ô trống là kết quả: người đọc cẩn thận cũng sẽ ngần ngại ở đó.", "A null is a result: a careful reader would hesitate there too."),
    "contradictions": ("Cùng chỉ tiêu, nơi, kỳ, trạng thái; khác quá làm tròn.", "Same metric, place, period and status; apart by more than rounding."),
    "look": ("Bài có mục để riêng, mâu thuẫn, phán quyết hay chỗ đọc chưa chắc. Mở bài để thấy từng dữ kiện trong câu.", "With rows set aside, contradictions, judgements or unsure readings. Open one to see each fact in its sentence."),
    "judgements": ("Lời của người đứng trên lời của máy, và còn đó sau khi dựng lại kho.", "A person's word stands above the rules', and outlives rebuilds."),
    "another": ("Mã hay đường dẫn đã dùng cho bài khác: chữ khác hẳn, nên là bài mới, không phải bản mới.", "The id or path was used before: the words differ, so it is an article of its own, no new version."),
    "fetched": ("Nguồn hỏng ba lần liền thì nghỉ, mỗi lần lâu hơn.", "A source that fails three times in a row rests, longer each time."),
    "unfetched": ("Đếm theo lý do, mỗi lý do một địa chỉ làm ví dụ; các lần chạy sau hỏi lại.", "By reason, each with an address; later runs ask again."),
    "metrics": ("", ""), "places": ("", ""), "failed": ("", ""), "quarantine": ("", ""), "runs": ("", ""),
}  # fmt: skip
COLUMNS = {
    "fact_type": ("loại", "type"), "extracted": ("đọc được", "extracted"), "loaded": ("nạp", "loaded"), "repeats": ("lặp lại", "repeats"),
    "set_aside": ("để riêng", "set aside"), "loaded_trend": ("qua các lần", "trend"), "told": ("dữ kiện", "facts"), "judged": ("đã duyệt", "judged"),
    "confidence": ("độ tin", "confidence"), "source": ("nguồn", "source"), "articles": ("bài", "articles"), "facts": ("dữ kiện", "facts"),
    "reprints": ("đăng lại", "reprints"), "newest": ("bài mới nhất", "newest"), "last_seen": ("lần cuối có bài", "last brought"),
    "articles_trend": ("qua các lần", "trend"), "measure": ("thước đo", "measure"), "today": ("lần này", "this run"), "before": ("trước đó", "before"),
    "stage": ("chặng", "stage"), "run_before": ("lần trước", "run before"),
    "runs": ("số lần", "runs"), "value_trend": ("qua các lần", "trend"), "reason": ("lý do", "reason"), "open": ("đang mở", "open"),
    "this_run": ("lần này", "this run"), "replayed": ("đã đọc lại", "replayed"), "closed": ("đã đóng", "closed"), "quarantine_id": ("mã", "id"),
    "rule": ("quy tắc", "rule"), "origin": ("xuất xứ", "origin"), "sentence": ("câu", "sentence"), "metric": ("chỉ tiêu", "metric"), "name": ("tên", "name"),
    "figures": ("số liệu", "figures"), "subjects": ("chủ thể", "subjects"), "from_day": ("từ ngày", "from"), "actual_until": ("thực hiện đến", "actuals until"),
    "place": ("nơi", "place"), "mentions": ("lần nhắc", "mentions"), "field": ("cột", "column"), "filled": ("có giá trị", "filled"),
    "rows": ("dòng", "rows"), "share": ("tỷ lệ", "share"), "judged_at": ("lúc", "at"), "judged_by": ("người", "who"), "action": ("phán quyết", "judgement"),
    "fact_id": ("dữ kiện", "fact"), "amendment": ("sửa thành", "amended to"), "run_id": ("lần chạy", "run"), "started_at": ("bắt đầu", "started"),
    "kind": ("kiểu", "kind"), "state": ("kết quả", "state"), "documents_read": ("bài đọc", "documents"), "documents_loaded": ("bài nạp", "loaded"),
    "fetched_at": ("tải lần cuối", "last fetched"), "failures": ("hỏng liên tiếp", "failures in a row"), "rests_until": ("nghỉ đến", "rests until"),
    "watermark": ("tin mới nhất", "newest item"), "message": ("điều cần biết", "to know"), "captures": ("lượt tải", "requests"),
    "why": ("lý do", "reason"), "status": ("HTTP", "HTTP"), "address": ("địa chỉ, ví dụ", "an address"),
    "title": ("tên bài", "title"), "other_title": ("bài đã biết", "known article"),
    "facts_loaded": ("dữ kiện nạp", "facts"), "facts_quarantined": ("để riêng", "set aside"), "generation": ("bản", "generation"),
}  # fmt: skip
TYPES = {
    "mentions": ("tên, số, ngày", "mentions"), "measurements": ("số liệu", "measurements"), "targets": ("mục tiêu", "targets"),
    "statements": ("phát biểu", "statements"), "events": ("sự kiện", "events"), "investments": ("dự án", "investments"),
    "agreements": ("thỏa thuận", "agreements"), "position_observations": ("chức vụ", "offices"), "citations": ("văn bản", "citations"),
    "document": ("tài liệu", "document"), "articles": ("bài", "article"),
    "topic": ("chủ đề", "topic"), "claim": ("con số chung", "claim"), "position": ("nhiệm kỳ", "term of office"), "identity": ("danh tính", "identity"),
    "event": ("sự kiện chung", "event"), "reprint": ("đăng lại", "reprint"),
}  # fmt: skip
MEASURES = {
    "articles": ("bài", "articles"), "words_an_article": ("tiếng mỗi bài", "words an article"), "dated": ("có ngày đăng", "dated"),
    "figures_an_article": ("số liệu mỗi bài", "figures an article"), "statements_an_article": ("phát biểu mỗi bài", "statements an article"),
    "metric_known": ("biết chỉ tiêu", "metric known"), "subject_known": ("biết chủ thể", "subject known"), "period_known": ("biết kỳ", "period known"),
    "speaker_known": ("biết người nói", "speaker known"), "rejected": ("bị loại", "rejected"), "dong_scale": ("độ lớn của số tiền (log)", "scale of amounts (log)"),
}  # fmt: skip
STATES = {
    "published": ("đã xuất bản", "published"), "refused": ("không xuất bản", "refused"), "nothing_new": ("không có gì mới", "nothing new"),
    "failed": ("hỏng", "failed"), "crashed": ("bị ngắt", "crashed"), "rolled_back": ("đã lùi lại", "rolled back"), "left_behind": ("chưa vào hồ", "not in the lake"), "declined": ("không đồng ý", "declined"),
    "sources_failed": ("mọi nguồn đều hỏng", "every source failed"), "running": ("đang chạy", "running"),
}  # fmt: skip
KINDS = {
    "manual": ("chạy tay", "by hand"), "scheduled": ("theo lịch", "scheduled"), "replay": ("đọc lại mục để riêng", "replay"),
    "rebuild": ("dựng lại", "rebuild"), "rollback": ("lùi lại", "rollback"), "override": ("người duyệt", "judgement"),
    "backfill": ("lấy lại ngày cũ", "backfill"), "identity": ("xét ai là ai", "who is who"), "withdraw": ("rút bài", "article withdrawn"),
    "forget": ("quên", "forgotten"),
}  # fmt: skip
SEVERITIES = {
    "critical": ("nghiêm trọng", "critical"), "warning": ("cảnh báo", "warning"), "info": ("để ý", "noted"),
}  # fmt: skip
STAGES = {
    "documents_read": ("bài đọc", "documents read"), "documents_loaded": ("bài nạp", "documents loaded"), "documents_unchanged": ("bài không đổi", "documents unchanged"),
    "documents_duplicate": ("bài trùng", "duplicates"), "documents_rejected": ("bài bị loại", "documents rejected"), "facts_extracted": ("dữ kiện đọc được", "facts extracted"),
    "facts_loaded": ("dữ kiện nạp", "facts loaded"), "facts_repeats": ("dữ kiện lặp lại", "repeats"), "facts_quarantined": ("dữ kiện để riêng", "facts set aside"),
}  # fmt: skip
PROGRESS = {
    "reached": ("đã đạt", "reached"), "reached_late": ("đạt muộn", "reached late"), "on_track": ("đúng tiến độ", "on track"), "behind": ("chậm tiến độ", "behind"), "missed": ("không đạt", "missed"),
    "due": ("đến hạn, chưa rõ kết quả", "due, no result known"), "under_way": ("đang thực hiện", "under way"), "not_rateable": ("không xét được", "not rateable"),
}  # fmt: skip
PROJECT_STAGES = {
    "proposed": ("đề xuất", "proposed"), "approved": ("phê duyệt", "approved"), "registered": ("đăng ký", "registered"), "started": ("khởi công", "started"),
    "delayed": ("chậm", "delayed"), "suspended": ("dừng", "suspended"), "cancelled": ("hủy", "cancelled"), "completed": ("hoàn thành", "completed"),
}  # fmt: skip
PROJECT_KINDS = {
    "expressway": ("cao tốc", "expressway"), "road": ("đường", "road"), "bridge": ("cầu", "bridge"), "tunnel": ("hầm", "tunnel"), "interchange": ("nút giao", "interchange"),
    "railway": ("đường sắt", "railway"), "airport": ("sân bay", "airport"), "port": ("cảng", "port"), "station": ("bến xe, ga", "station"), "factory": ("nhà máy", "factory"),
    "power": ("điện", "power"), "complex": ("tổ hợp", "complex"), "industrial_zone": ("khu công nghiệp", "industrial zone"), "urban_area": ("khu đô thị", "urban area"),
    "housing": ("nhà ở", "housing"), "building": ("tòa nhà", "building"), "resort": ("du lịch, nghỉ dưỡng", "resort"), "hospital": ("bệnh viện, y tế", "hospital"), "school": ("trường học", "school"),
    "centre": ("trung tâm", "centre"), "commerce": ("thương mại, chợ", "commerce"), "data_centre": ("trung tâm dữ liệu", "data centre"), "logistics": ("kho, logistics", "logistics"), "water": ("hồ, đập, cấp nước", "water"),
    "waste": ("xử lý rác, nước thải", "waste"), "park": ("công viên, quảng trường", "park"), "culture": ("văn hóa", "culture"), "sport": ("thể thao", "sport"), "farm": ("trang trại", "farm"),
    "mine": ("mỏ", "mine"), "pipeline": ("đường ống", "pipeline"),
}  # fmt: skip
AGREEMENTS = {"memorandum": ("biên bản ghi nhớ", "memorandum"), "contract": ("hợp đồng", "contract"), "cooperation": ("thỏa thuận hợp tác", "cooperation")}  # fmt: skip
STATUSES = {
    "actual": ("thực hiện", "actual"), "estimate": ("ước đạt", "estimate"), "forecast": ("dự báo", "forecast"), "target": ("mục tiêu", "target"), "proposed": ("đề xuất", "proposed"),
}  # fmt: skip
# What mart.target_progress says of a target that it cannot rate, or whose rating rests on little; what differs from case to case stands in groups.
REASONS_OF_PROGRESS = {
    "the goal holds no figure": "chưa đọc được con số nào của mục tiêu",
    "what is measured was not recognised": "chưa nhận ra đo bằng chỉ tiêu nào",
    "whose goal it is was not recognised": "chưa nhận ra là mục tiêu của ai",
    "the goal is a part of another, and which part was not recognised": "mục tiêu là một phần của mục tiêu khác, chưa nhận ra là phần nào",
    "no dated actual of the same metric, subject, scope and period": "chưa có kết quả có ngày của cùng chỉ tiêu, chủ thể, phạm vi và kỳ",
    r"the newest actual is (.+) times the goal: it is hardly of the same thing": r"kết quả mới nhất gấp \1 lần mục tiêu: khó là cùng một thứ",
    "the actual is disputed: other articles tell another value": "bài khác nói kết quả khác",
    r"the newest actual is of (.+), before the deadline": r"kết quả mới nhất là của ngày \1, trước hạn",
    r"nothing newer is known than the actual of (.+)": r"chưa biết gì mới hơn kết quả của ngày \1",
    r"(\d+) days after the deadline": r"sau hạn \1 ngày",
    r"it was told to be (\w+) on (.+), after the deadline, but not since when": r"bài kể là \1 ngày \2, sau hạn, nhưng không nói từ khi nào",
    r"no later article tells that the project was (\w+)": r"chưa bài nào sau đó kể là dự án \1",
    r"no later article tells that the project was (\w+); it was last told to be (\w+)": r"chưa bài nào sau đó kể là dự án \1; lần kể cuối: \2",
}
KINDS_OF_FIGURE = {
    "level": ("mức", "level"), "growth": ("tăng trưởng", "growth"), "change": ("tăng giảm", "change"), "share": ("tỷ trọng", "share"),
    "ratio": ("so với", "ratio"), "multiple": ("gấp mấy lần", "multiple"), "rank": ("thứ hạng", "rank"),
}  # fmt: skip
CHANGES = {
    "added": ("thêm", "added"), "removed": ("bỏ", "removed"), "changed": ("đổi", "changed"), "printed": ("đính chính bài khác", "another article corrected"),
    "begins": ("nhận chức", "begins"), "ends": ("thôi chức", "ends"),
}  # fmt: skip
TENURES = {"former": ("nguyên, cựu, cố", "former"), "acting": ("quyền, phụ trách", "acting")}


def reason_of_progress(reason: str) -> tuple[str, str]:
    """Why a target is not rated, in Vietnamese and in English.

    >>> reason_of_progress("the goal holds no figure")[0]
    'chưa đọc được con số nào của mục tiêu'
    >>> reason_of_progress("no later article tells that the project was started")[0]
    'chưa bài nào sau đó kể là dự án khởi công'
    """
    for told, vi in REASONS_OF_PROGRESS.items():
        if found := re.fullmatch(told, reason):
            words = found.expand(vi)
            stages = [stage for stage in found.groups() if stage in PROJECT_STAGES]
            for stage in stages:
                words = words.replace(stage, PROJECT_STAGES[stage][0])
            return words, reason
    return reason, reason


def closed(words: str) -> str:
    """Words cut out of a quotation, without the mark whose fellow stands outside.

    >>> closed("“Chúng tôi đặt mục tiêu 5%"), closed("gọi là “tỉnh xanh”")
    ('Chúng tôi đặt mục tiêu 5%', 'gọi là “tỉnh xanh”')
    """
    return words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")


def cut(words: str, length: int) -> str:
    """The words as far as whole ones fit into so many characters.

    >>> cut("Chủ tịch, UBND tỉnh", 14), cut("Bí thư", 14)
    ('Chủ tịch, UBND …', 'Bí thư')
    """
    return words if len(words) <= length else f"{words[: length + 1].rpartition(' ')[0]} …"


def both(words: str) -> tuple[str, str]:
    """Vietnamese and English of "vi / en"; the same words twice where there is no such pair.

    >>> both("không có chữ / empty"), both("200 km")
    (('không có chữ', 'empty'), ('200 km', '200 km'))
    """
    vi, mark, en = words.partition(" / ")
    return (vi, en) if mark else (words, words)


CODES = {
    "stage": STAGES, "fact_type": TYPES, "measure": MEASURES, "state": STATES, "kind": KINDS,
    "why": {code: both(told) for code, told in UNFETCHED.items()},
}  # fmt: skip
# The codes of answers to questions, by column. What a code is depends on its column; one that is not here stands as it is.
ANSWERS = {
    "progress": PROGRESS, "status": STATUSES, "stage": {**PROJECT_STAGES, **STAGES}, "stage_before": PROJECT_STAGES,
    "kind": {**PROJECT_KINDS, **KINDS_OF_FIGURE, **AGREEMENTS, **KINDS}, "change": CHANGES, "tenure": TENURES, "fact_type": TYPES, "severity": SEVERITIES, "state": STATES,
}  # fmt: skip


def told_in_both(column: str, value: str) -> str:
    """A cell of an answer as people read it: a code, or why a goal is not rated, in Vietnamese and English.

    >>> told_in_both("progress", "reached"), told_in_both("subject", "reached")
    ('đã đạt / reached', 'reached')
    """
    if column == "reason" and value:
        vi, en = reason_of_progress(value)
        return value if vi == en else f"{vi} / {en}"
    return " / ".join(dict.fromkeys(ANSWERS.get(column, {}).get(value, (value,))))
