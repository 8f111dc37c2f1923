"""Figures in their clauses: what stands before one, since the last semicolon and since the figure before it."""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, LETTER
from flows.read import Reading, neighbours

# Syllables that carry no matter of their own: between a head and a figure they leave the head in charge.
IDLE = [
    "và", "còn", "lên", "xuống", "đến", "tới", "từ", "là", "đạt", "ước", "khoảng", "hơn", "gần", "trên", "dưới", "tăng", "giảm", "thêm", "tương", "đương",
    "ứng", "với", "mức", "so", "cùng", "kỳ", "năm", "tháng", "quý", "ngày", "trước", "ngoái", "nay", "qua", "giai", "đoạn", "đầu", "cuối", "chỉ", "chiếm",
    "bằng", "được", "có", "sẽ", "đã", "dự", "kiến", "phấn", "đấu", "mục", "tiêu", "cả", "trong", "của", "vào", "lần", "lượt", "đó", "bình", "quân",
    "trung", "mỗi", "tỉnh", "thành", "phố", "kế", "hoạch", "toán", "vượt", "thì", "tính", "hết", "phải", "cần", "chưa", "mới", "tổng", "số", "giá", "trị",
    "cao", "thấp", "mạnh", "nhất", "nhanh", "xấp", "xỉ", "hiện", "khu", "vực", "nước", "tuy", "nhiên", "lại", "vẫn", "đang", "chừng", "tối", "thiểu",
    "đa", "quá", "không", "ít", "nhiều", "riêng", "này", "ở", "tại", "cho", "ra", "hay", "tức", "thế", "giới", "thứ", "khi", "đây", "tiếp", "tục", "duy",
    "trì", "quanh", "xuyên", "giữ", "ổn", "định", "nâng", "đưa", "kéo", "rơi", "sàn", "chốt", "phiên", "sáng", "chiều", "hôm", "đồng", "thời", "nhưng",
    "gấp", "lũy", "luỹ", "rưỡi", "cụ", "thể", "lớn", "bị", "theo", "loại", "ngưỡng", "quy", "mô", "tốt", "đều", "đẩy", "hạ", "vòng", "tuần", "ngay",
    "sau", "đóng", "góp", "dành", "quốc", "gia", "vùng", "địa", "bàn", "phương", "huyện", "xã", "phường", "quận", "ngành", "kịch", "bản", "nghị", "quyết",
    "đề", "ương", "chung", "vốn",
]  # fmt: skip

TOLD_BY = (
    r"^((?i:theo)\s[^,;]{3,90},\s|[^;]{3,120}?\s(?i:cho biết|cho hay|thông tin|nêu rõ)(?i:,| rằng| thêm)*\s)"
)


def given(owner: pl.Expr, kind: str) -> dict[str, pl.Expr]:
    """Columns of figures that `owner`, of `kind`, has where it is not null: subject, subject_kind; such are no longer `_open` or
    `_unowned`.
    """
    has = owner.is_not_null()
    return {
        "subject": pl.coalesce(owner, "subject"),
        "subject_kind": pl.when(has).then(pl.lit(kind)).otherwise("subject_kind"),
        "_open": pl.col("_open") & ~has,
        "_unowned": pl.col("_unowned") & ~has,
    }


def light(text: pl.Expr, most: int) -> pl.Expr:
    """True where a text holds at most `most` lower-case syllables that are not idle (Boolean)."""
    told = (
        text.str.replace_all(rf"{CAPITAL}[{LETTER}0-9&.-]*", " ")
        .str.to_lowercase()
        .str.extract_all(rf"{LETTER}+")
    )
    return told.list.set_difference(IDLE).list.len() <= most


def in_clauses(reading: Reading) -> pl.DataFrame:
    """The figures of telling sentences with: before (the sentence up to it), segment (before, since the last
    semicolon), gap (since the figure before it in the segment, else the segment), prev_* of that figure.

    Figures of a sentence are in order; the columns of Reading.quantities and sentence, role, char_start,
    version_id come along.
    """
    told = reading.sentences.filter(~pl.col("role").is_in(["header", "byline"])).select(
        "s", "a", "sentence", "role", "char_start", "version_id", "paragraph", "sentence_number"
    )
    rows = (
        reading.quantities.drop("a")
        .join(told, on="s", how="inner", maintain_order="left")
        .with_columns(before=pl.col("sentence").str.slice(0, pl.col("start")))
        .with_columns(segment=pl.col("before").str.replace(r"(?s)^.*[;*]", ""))
        .sort("s", "start")
    )
    counted = pl.col("dimension").is_not_null()
    known = ("start", "end", "value", "unit", "dimension", "rule")
    previous = {
        f"prev_{c}": neighbours.before(neighbours.last_told(pl.when(counted).then(c), "s"), "s")
        for c in known
    }
    rows = rows.with_columns(**previous)
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    rows = rows.with_columns(_segment=segment_start)
    same_segment = (pl.col("prev_end") >= segment_start).fill_null(False)
    gap_start = pl.when(same_segment).then("prev_end").otherwise(segment_start)
    return rows.with_columns(
        gap=pl.col("sentence").str.slice(gap_start, pl.col("start") - gap_start),
        linked=same_segment,
        prev_end=pl.col("prev_end").fill_null(0),
    )


@cache
def told_by() -> pl.Expr:
    """How long the words at the beginning of `sentence` are that name who tells it: "Theo Sở A, …", "Ông B cho biết …" (UInt32)."""
    return pl.col("sentence").str.extract(TOLD_BY).str.len_chars().fill_null(0)
