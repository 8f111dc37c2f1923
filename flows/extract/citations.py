"""Citations of legal and policy documents: "Nghị quyết 57", "Nghị định 13/2023/NĐ-CP"."""

import polars as pl

from flows.read import Reading
from flows.read.spans import find

KINDS = {
    "nghị quyết": "resolution", "nghị định": "decree", "quyết định": "decision", "luật": "law", "chỉ thị": "directive", "thông tư": "circular",
    "kết luận": "conclusion", "công văn": "official_letter", "công điện": "official_letter", "kế hoạch": "plan",
}  # fmt: skip
ISSUERS = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "TW": "Trung ương Đảng",
    "QH": "Quốc hội",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "BCT": "Bộ Chính trị",
}
NUMBER = r"\d+(?:[-/.]\d+)*(?:[-/](?:\p{Lu}[\p{L}\d]*))*(?:-\p{Lu}[\p{L}\d]*)*"
PATTERN = rf"(?i:{'|'.join(KINDS)})(?i:\s+số)?:?\s+{NUMBER}"


def citations(reading: Reading) -> pl.DataFrame:
    """Rows of fact type `citations`: s, start, end, kind, number (leading), symbol (as written), issuer, year, rule."""
    sentences = reading.sentences.filter(pl.col("sentence").str.contains(r"\d")).select("s", "sentence")
    found = find(sentences, PATTERN, "sentence")
    symbol = pl.col("surface").str.extract(rf"({NUMBER})$")
    tail = symbol.str.extract(r"-((?:\p{Lu}[\p{L}\d]*))$")
    return found.with_columns(
        kind=pl.col("surface")
        .str.to_lowercase()
        .str.extract(rf"^({'|'.join(KINDS)})")
        .replace_strict(KINDS, default=None),
        number=symbol.str.extract(r"^(\d+)"),
        symbol=symbol,
        issuer=tail.replace_strict(ISSUERS, default=None, return_dtype=pl.String),
        year=symbol.str.extract(r"/((?:19|20)\d{2})(?:/|$)").cast(pl.Int32),
        rule=pl.when(symbol.str.contains(r"\p{L}"))
        .then(pl.lit("citation_symbol"))
        .otherwise(pl.lit("citation_number")),
    ).filter(~((pl.col("kind").is_in(["plan", "law"])) & ~pl.col("symbol").str.contains("/")))
