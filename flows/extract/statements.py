"""Statements: who said what, directly or indirectly (linguistics §11)."""

import polars as pl

from flows.read import Reading
from flows.read.lexicon import Lexicon, either
from flows.read.spans import find

SPEAKING_ROLES = ["body", "lead", "pull_quote"]
ADVERBS = r"(?:(?i:cũng|còn|đã|vừa|tiếp tục|đồng thời|thẳng thắn|một lần nữa|lại|luôn|từng|mới|và|thì|nêu rõ|trực tiếp|đặc biệt|cùng|thống nhất)\s+)*"
ADJACENT = rf"^,?\s*{ADVERBS}$"
INSERTED = rf"^(?:\s*\([^)]*\))?,[^.;:“”\"]{{0,110}},\s*{ADVERBS}$|^\s*\([^)]*\),?\s*{ADVERBS}$"
MARK = r"^\s*(?:(?i:thêm|rõ|rằng|là)\b|[:,“\"])"
BEFORE_QUOTE = r"[”\"][,.]?\s*[-–—]?\s*$"
ACCORDING = r"(?:^|[.;,“\s(])[Tt]heo(?:\s+(?i:báo cáo của|đánh giá của|thông tin từ|thông tin của|nhận định của|ý kiến của|thống kê của|số liệu của|tính toán của|lời|chia sẻ của|đại diện))?\s*$"
NO_SPEECH_AFTER = r"^\s*(?i:chính|công tác|kinh nghiệm|khai mạc|bế mạc|chào mừng|nhiệm vụ của|của)\b"


def statements(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Rows of fact type `statements`: s, start, end (of what is said), speaker, speaker_kind, speaker_role,
    organization, verb (bare head), directness, statement, rule.
    """
    told = reading.sentences.filter(pl.col("role").is_in(SPEAKING_ROLES)).select("s", "a", "sentence")
    said = pl.concat([_by_verb(told, reading, lexicon), _according_to(told, reading)], how="diagonal")
    said = said.with_columns(end=(pl.col("start") + pl.col("statement").str.len_chars()).cast(pl.UInt32))
    # "Theo ông X cho biết": the verb's frame speaks for both.
    by_verb = said.filter(pl.col("verb") != "theo").select("s", "actor_start", _spoken=pl.lit(True)).unique()
    said = said.join(by_verb, on=["s", "actor_start"], how="left", maintain_order="left")
    return (
        said.filter((pl.col("verb") != "theo") | pl.col("_spoken").is_null(), pl.col("statement").str.count_matches(" ") >= 2)
        .sort("s", "start")
        .unique(["s", "verb", "actor_start"], keep="first", maintain_order=True)
        .select("s", "start", "end", "speaker", "speaker_kind", "speaker_role", "organization", "verb", "directness", "statement", "rule")
    )


def _by_verb(told: pl.DataFrame, reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    verbs = lexicon.verbs.select(surface="verb", head="head", marked=pl.col("marked") == "yes")
    pattern = either(verbs["surface"].to_list())
    found = find(told.select("s", "sentence"), pattern, "sentence").join(verbs, on="surface", how="inner")
    actors = reading.actors.rename({"start": "actor_start", "end": "actor_end"}).drop("a").sort("s", "actor_end")
    rows = (
        found.rename({"start": "verb_start", "end": "verb_end"})
        .sort("s", "verb_start")
        .join_asof(actors, left_on="verb_start", right_on="actor_end", by="s", check_sortedness=False)
        .drop_nulls("actor_end")
        .join(told.select("s", "sentence"), on="s", how="left", maintain_order="left")
        .with_columns(
            gap=pl.col("sentence").str.slice(pl.col("actor_end"), pl.col("verb_start") - pl.col("actor_end")),
            right=pl.col("sentence").str.slice(pl.col("verb_end")),
            left=pl.col("sentence").str.slice(0, pl.col("actor_start")),
        )
        .filter(~pl.col("right").str.contains(r"^\p{L}"), pl.col("gap").str.contains(ADJACENT) | pl.col("gap").str.contains(INSERTED))
    )
    ends = pl.col("right").str.contains(r"^\s*[.!…]*\s*$")
    quoted_before = pl.col("left").str.contains(BEFORE_QUOTE) & (ends | pl.col("right").str.contains(r"^\s*(?:thêm|rằng)?[.:,]?\s*$"))
    quoted_after = pl.col("right").str.contains(r"^[^“\"]{0,40}:\s*[“\"]")
    clause = pl.col("right").str.replace(r"^\s*(?:(?i:thêm|rõ|cao))?\s*[,:]?\s*(?:(?i:rằng|là|như sau)\s*[:,]?\s*)?", "")
    verb_content = pl.when(pl.col("surface") == "đánh giá cao").then(pl.col("right").str.strip_chars_start()).otherwise(clause)
    spoken_before = pl.col("left").str.replace(BEFORE_QUOTE, "").str.replace(r"^[^“\"]*[“\"]", "")
    statement = pl.when(quoted_before).then(spoken_before).otherwise(verb_content.str.strip_chars_end(" .…").str.strip_chars("“”\" "))
    is_clause = ~pl.col("marked") | pl.col("right").str.contains(MARK) | quoted_before
    rows = rows.with_columns(statement=statement, before=quoted_before, direct=quoted_before | quoted_after).filter(
        is_clause, ~pl.col("right").str.contains(NO_SPEECH_AFTER) | quoted_before, pl.col("statement").str.len_chars() > 0
    )
    at = pl.when("before").then(
        (pl.col("left").str.len_chars() - pl.col("left").str.replace(r"^[^“\"]*[“\"]", "").str.len_chars()).cast(pl.Int64)
    ).otherwise(
        pl.col("sentence").str.len_chars().cast(pl.Int64)
        - pl.col("right").str.len_chars()
        + (pl.col("right").str.len_chars() - pl.col("right").str.replace(r"^\s*(?:(?i:thêm|rõ|cao))?\s*[,:]?\s*(?:(?i:rằng|là|như sau)\s*[:,]?\s*)?[“”\"\s]*", "").str.len_chars())
    )  # fmt: skip
    at = pl.when((pl.col("surface") == "đánh giá cao") & ~pl.col("before")).then(pl.col("verb_end") + 1).otherwise(at)
    whole = pl.when("before").then(pl.col("statement")).otherwise("statement")
    return rows.with_columns(start=at.cast(pl.UInt32), statement=whole).select(
        "s", "start", "speaker", "speaker_kind", "speaker_role", "organization", "statement", "actor_start",
        verb="head",
        directness=pl.when("direct").then(pl.lit("direct")).otherwise(pl.lit("indirect")),
        rule=pl.when("before").then(pl.lit("statement_quote")).otherwise(pl.lit("statement_source_verb")),
    )  # fmt: skip


def _according_to(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    rows = (
        reading.actors.drop("a")
        .rename({"start": "actor_start", "end": "actor_end"})
        .join(told.filter(pl.col("sentence").str.contains("[Tt]heo ")).select("s", "sentence"), on="s", how="inner")
        .with_columns(
            left=pl.col("sentence").str.slice(0, pl.col("actor_start")).str.slice(-60), right=pl.col("sentence").str.slice(pl.col("actor_end"))
        )
        .filter(pl.col("left").str.contains(ACCORDING), pl.col("right").str.contains(r"^\s*(?:\([^)]*\))?\s*,\s*\S"))
    )
    lead = pl.col("right").str.extract(r"^(\s*(?:\([^)]*\))?\s*,\s*)").str.len_chars()
    return rows.with_columns(
        start=(pl.col("actor_end") + lead).cast(pl.UInt32),
        statement=pl.col("right").str.slice(lead).str.strip_chars_end(" .…"),
        verb=pl.lit("theo"),
        directness=pl.lit("indirect"),
        rule=pl.lit("statement_by"),
    ).select("s", "start", "speaker", "speaker_kind", "speaker_role", "organization", "statement", "actor_start", "verb", "directness", "rule")
