"""Changes of office that are denied, open or only meant: none of them is one yet (linguistics §9.9)."""

import polars as pl

# "không bầu ông A", "chưa có quyết định bổ nhiệm ông A": denied right before the verb.
NOT = r"(?i)(?:^|[\s,“(])(?:không|chưa|chẳng)(?: (?:hề|bị|được|phải|thể|nên|có|nào|quyết định|chủ trương|thông tin|kế hoạch|văn bản|nghị quyết|ý định|chuyện|việc|về|đồng ý|tán thành|thông qua|chấp thuận|phê chuẩn|nhất trí|ban hành|ra|ký|với|cho|để|muốn))* $"
# "bác thông tin | ông A được bổ nhiệm", "không có chuyện | bà B từ chức": denied before whom it is told of.
RUMOUR = r"(?:tin đồn|tin|thông tin|đồn đoán|nghi vấn)"
DENIED = rf"(?i)(?:^|[\s,“(])(?:(?:phủ nhận|bác bỏ|bác|cải chính|đính chính) (?:\S+ ){{0,1}}?(?:{RUMOUR}|việc|chuyện)|(?:không|chưa|làm gì)(?: hề)? có (?:chuyện|việc)|(?:không|chưa) (?:đồng ý|chấp thuận|phê chuẩn|thông qua|nhất trí)(?: với)? (?:việc|cho|để))(?: [^\s,;.:]+){{0,8}} $"
UNDENIED = r"(?i)(?:không|chưa|chẳng|khó)(?: thể)? (?:bác|phủ nhận)"
# "tin | ông A được bổ nhiệm … | là sai sự thật".
TOLD_OF = rf"(?i)(?:^|[\s,“(]){RUMOUR} [^.;:]{{0,120}}$"
FALSE = r"^[^.;]{0,90}?\s(?:là|đều|hoàn toàn)(?: (?:là|hoàn toàn|thông tin|tin|đều|một))* (?:sai sự thật|không (?:đúng|phải) sự thật|không (?:đúng|chính xác)(?:[.,;”]|$)|sai(?:[.,;”]|$)|không có thật|bịa đặt|tin giả|giả mạo|xuyên tạc|thất thiệt|vô căn cứ|không có (?:cơ sở|căn cứ))"
# "sẽ bầu ông A làm": meant for a day to come; a vote is open until it is taken, whatever its day.
WILL = r"(?i)(?:^|[\s,])sẽ\s[^,;.:“”]{0,60}$"
VOTE = r"bầu|phê chuẩn|miễn nhiệm|bãi nhiệm|cách chức"
PAST = r"(?i)\s(?:sau khi|đã|vừa|mới|kể từ)\s[^,;.:“”]{0,60}$"


def judged(changes: pl.DataFrame) -> pl.DataFrame:
    """Adds to changes (sentence, verb, verb_start, end, name_from) whether they are `real`, none that is denied or still to
    be voted on, and whether they are told as `to_come` (Boolean).
    """
    before = pl.col("sentence").str.slice(0, pl.col("verb_start"))
    ahead = pl.col("sentence").str.slice(0, pl.min_horizontal("verb_start", "name_from"))
    behind = pl.col("sentence").str.slice(pl.max_horizontal("end", "verb_start"))
    denied = before.str.contains(NOT) | (ahead.str.contains(DENIED) & ~ahead.str.contains(UNDENIED))
    denied |= ahead.str.contains(TOLD_OF) & behind.str.contains(FALSE)
    to_come = before.str.contains(WILL) & ~before.str.contains(PAST)
    return changes.with_columns(
        real=~denied & ~(to_come & pl.col("verb").str.contains(VOTE)), to_come=to_come
    )
