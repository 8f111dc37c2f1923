"""Citations of legal and policy documents by number: "Nghị quyết 57", "Nghị định 13/2023/NĐ-CP" (linguistics §19.1)."""

import polars as pl

from flows.extract.reference_words import central_symbols, document_kinds
from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find
from flows.read.vocabulary import either

LETTERS = rf"{CAPITAL}[{LETTER}0-9]*"
SYMBOL = rf"[0-9]{{1,5}}[a-zA-Z]?(?:[/\-](?:19|20)[0-9]{{2}})?(?:\s?[/\-]\s?{LETTERS}(?:[\-–]{LETTERS}|&{LETTERS})*)*(?:/(?:19|20)[0-9]{{2}})?"
# "Nghị quyết số 29 và 57", "các Nghị định 10, 12": one word for several numbers.
AND = r"(?:\s*,\s*(?:số\s)?|\s+và\s+(?:số\s)?)"
YEAR_AFTER = r"^(?:\s(?i:ngày)\s[0-9]{1,2}[/\-.][0-9]{1,2}[/\-.]|\s(?i:ngày)\s[0-9]{1,2}\s(?i:tháng)\s[0-9]{1,2}\s(?i:năm)\s|\s(?i:năm)\s|\s\((?i:năm)\s)((?:19|20)[0-9]{2})"
ISSUED_BY = r"^(?:\s(?i:ngày)\s[0-9/.\-]+|\s(?i:năm)\s[0-9]{4})?\s(?i:của)\s(Chính phủ|Quốc hội|Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương(?: Đảng)?|Thủ tướng Chính phủ|Thủ tướng|Ủy ban Thường vụ Quốc hội|Ban Thường vụ Tỉnh ủy|Tỉnh ủy|HĐND tỉnh|UBND tỉnh|Bộ Y tế|Bộ Tài chính|Bộ Công Thương|Bộ Nội vụ|Bộ Xây dựng)"
# Whoever issues beside the central bodies, whose symbols are in their seed.
ISSUERS = {
    "TTg": "Thủ tướng Chính phủ", "TTG": "Thủ tướng Chính phủ", "TU": "Tỉnh ủy", "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân",
}  # fmt: skip
# "Luật Đấu thầu số 43/2013/QH13", "Quyết định xử phạt số 51/QĐ-XPHC": its title stands before the symbol.
TITLE = r"(?:\s[^\s,.;:0-9]+){1,6}\s(?i:số)\s"
LETTERED = rf"[0-9]{{1,5}}(?:[/\-](?:19|20)[0-9]{{2}})?[/\-][A-ZĐ]{{2}}[{LETTER}0-9]*(?:[/\-–&]{LETTERS})*"
OF_THE_NAME = r"(?i)(?:bộ|thông báo) $"  # "Bộ luật", "thông báo kết luận"
URGENT = r"(?:\s(?i:khẩn|hỏa tốc|hoả tốc|thượng khẩn))?"
# Behind a number without letters, of a kind that most often tells them: it goes on about the paper, and counts nothing.
SAYS = r"\s(?:\(|(?i:của|về|ngày\s[0-9]|năm\s[12][0-9]{3}|ban hành|quy định|phê duyệt|do)(?:\s|[0-9/]))"
ABOUT_IT = rf"^(?:[,.;:)”\"]|$|{SAYS}|\s(?i:được|và)\s)"
# Before a paper's name in lower case: "vừa ký quyết định 1325 về …", "theo quyết định 33 của …".
PAPER = r"(?i)(?:^|[\s,])(?:ký|ban hành|ra|theo|tại|trong|thay thế|thi hành) $"
SHORT = {"Thủ tướng": "Thủ tướng Chính phủ", "Ban Chấp hành Trung ương": "Ban Chấp hành Trung ương Đảng"}
ABBREVIATED = {"NQ": "resolution", "NĐ": "decree", "QĐ": "decision"}


def citations(reading: Reading) -> pl.DataFrame:
    """Rows of fact type `citations`: s, start, end, kind, number (leading), symbol (as written), issuer, year, rule."""
    kinds, issuers = document_kinds(), central_symbols() | ISSUERS
    name = f"(?i:{either(kinds['name'].to_list())})"
    abbreviation = "|".join(ABBREVIATED)
    sentences = reading.sentences.filter(pl.col("sentence").str.contains(r"[0-9]")).select("s", "sentence")
    likely = sentences.filter(pl.col("sentence").str.contains(rf"{name}|{abbreviation}"))
    return _cited(likely, name, kinds, issuers)


@of_rows
def _cited(likely: pl.DataFrame, name: str, kinds: pl.DataFrame, issuers: dict[str, str]) -> pl.DataFrame:
    """The citations in sentences that may hold one. `name` is the pattern of the names in `kinds`."""
    short = f"(?:{'|'.join(ABBREVIATED)})"
    plain = rf"(?:{name}{URGENT}(?:\s(?i:số))?:?\s|{short}(?:\s(?i:số))?\s)"
    titled = rf"{name}{TITLE}"
    whole = find(likely, rf"(?:{plain}{SYMBOL}(?:{AND}{SYMBOL})*|{titled}{LETTERED})", "sentence").rename(
        {"start": "from", "end": "to"}
    )
    whole = whole.join(likely, on="s", how="left", maintain_order="left")
    # "Quyết định ban hành Thông tư về giá số 5/2020/TT-BTC": the last paper told is the one with the symbol.
    skipped = (
        pl.when(~pl.col("surface").str.contains(f"^{plain}[0-9]"))
        .then(
            pl.col("surface")
            .str.extract(rf"^(.*[\s(“])(?:{titled}|{plain})[0-9]")
            .str.replace(OF_THE_NAME, "")
            .str.len_chars()
        )
        .fill_null(0)
    )
    whole = whole.with_columns(pl.col("from") + skipped, surface=pl.col("surface").str.slice(skipped))
    said = pl.col("surface").str.extract(rf"^({name}|{short})")
    code = said.str.to_lowercase().replace_strict(
        dict(kinds.select("name", "kind").iter_rows()), default=None, return_dtype=pl.String
    )
    whole = whole.with_columns(
        said=said,
        kind=pl.coalesce(code, said.replace_strict(ABBREVIATED, default=None, return_dtype=pl.String)),
        bare=said.str.to_lowercase().replace_strict(
            dict(kinds.select("name", "bare").iter_rows()), default="yes", return_dtype=pl.String
        ),
        left=pl.col("sentence").str.slice(0, pl.col("from")).str.slice(-10),
        list_=pl.col("surface"),
    )
    lead = pl.col("list_").str.extract(rf"^({plain}|{titled})[0-9]").str.len_chars()
    whole = whole.with_columns(
        lead=lead,
        numbers=pl.col("list_").str.slice(lead),
        counted=pl.col("list_").str.slice(0, lead).str.contains(r"(?i)\ssố\s$"),
    ).drop("surface")
    each = find(whole, SYMBOL, "numbers").rename({"surface": "symbol"})
    first = pl.col("start") == 0
    each = each.with_columns(
        start=pl.when(first)
        .then("from")
        .otherwise(pl.col("from") + pl.col("lead") + pl.col("start"))
        .cast(pl.UInt32),
        end=(pl.col("from") + pl.col("lead") + pl.col("end")).cast(pl.UInt32),
        first=first,
    )
    right = pl.col("sentence").str.slice(pl.col("end"), 80)
    lettered = pl.col("symbol").str.contains(rf"{LETTER}{{2}}")
    issuing = pl.col("symbol").str.extract(rf"[\-–]([{LETTER}0-9&]+)$|/(QH[0-9]*)(?:/|$)")
    issuing = pl.coalesce(issuing, pl.col("symbol").str.extract(r"/(QH|UBTVQH)[0-9]*")).str.replace(
        r"[0-9]+$", ""
    )
    # "Quyết định số 1560", "Quyết định 3099 của UBND thành phố"
    told = pl.col("symbol").str.contains("^[0-9]{2,}") & (
        pl.col("counted")
        | (
            (pl.col("said").str.contains(f"^{CAPITAL}") & right.str.contains(ABOUT_IT))
            | (pl.col("left").str.contains(PAPER) & right.str.contains(f"^{SAYS}"))
        )
    )
    named = right.str.extract(ISSUED_BY)
    year = pl.coalesce(
        pl.col("symbol").str.extract(r"[/\-]((?:19|20)[0-9]{2})(?:\D|$)"), right.str.extract(YEAR_AFTER)
    )
    return each.filter(
        ~pl.col("left").str.contains(rf"{LETTER}$|(?i)số hiệu $"),
        lettered | (pl.col("bare") == "yes") | pl.col("symbol").str.contains("/(?:19|20)") | ((pl.col("bare") == "number") & told),
        # "Luật 2013", "nghị quyết 5 năm": a year, a count.
        lettered | ~right.str.contains(r"^(?:\s?%|\s(?i:năm\s(?:qua|tới|liền)|tháng|tỷ|triệu|nghìn|xã|tỉnh|dự án|vấn đề|nội dung|nhiệm vụ|điểm|lần|người|ngày\s(?:qua|tới))(?:\s|$)|[.,][0-9])"),
        lettered | pl.col("counted") | ~pl.col("symbol").str.contains(r"^(?:19|20)[0-9]{2}$"),
        ~right.str.contains(rf"^[/\-]?{FIGURE}"),
        pl.col("first") | lettered | pl.col("symbol").str.contains(r"^[0-9]{2,}"),
    ).with_columns(
        number=pl.col("symbol").str.extract(r"^([0-9]+)"),
        issuer=pl.coalesce(named.replace(SHORT), issuing.replace_strict(issuers, default=None, return_dtype=pl.String)),
        year=year.cast(pl.Int32),
        rule=pl.when(lettered).then(pl.lit("citation_symbol")).otherwise(pl.lit("citation_number")),
    ).select("s", "start", "end", "kind", "number", "symbol", "issuer", "year", "rule")  # fmt: skip
