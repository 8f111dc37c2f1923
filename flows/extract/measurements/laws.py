"""What a law or a rule gives and takes is so, however "sẽ" tells it: "người vi phạm sẽ bị phạt 5 triệu đồng"."""

import polars as pl

from flows.letters import CAPITAL, SMALL
from flows.read.rules import of_rows, with_common

# The verbs of rules, with the word of the future before them.
TO_COME = r"(?:sẽ|có thể)(?: phải)? "
FINED = rf"(?i){TO_COME}((?:bị|chịu|nộp) (?:xử )?(?:phạt|mức phạt|trừ))"
GIVEN = rf"(?i){TO_COME}((?:được|bị) (?:nhà nước )?(?:hỗ trợ|hưởng|miễn|giảm|trợ cấp|thưởng|áp dụng|trừ)[^a-zà-ỹ])"
# A law in force that is named, a breach, or whoever it may be that the rule meets.
LAW = r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định số|Pháp lệnh|Hiệp định)[^a-zà-ỹ]|(?i)quy định (?:tại|của|về|rõ|nêu)|theo quy định|khoản [0-9]|điều [0-9]|(?:nghị định|luật|thông tư)(?: này| nêu| quy định)"
BREACH = r"(?i)hành vi|vi phạm|trường hợp|^(?:người|cá nhân|tổ chức|doanh nghiệp|hộ|lái xe|tài xế|đơn vị|cơ sở|thí sinh|ai|học sinh)\s|(?:mà|nếu) (?:không|có|vi phạm)"
# Not in force: a draft, a proposal, a law that somebody asks for.
DRAFT = r"(?i)dự thảo|đề xuất|đề nghị|kiến nghị|dự kiến|dự luật|sửa đổi|lấy ý kiến|sắp tới|tới đây|(?:^|\s)từ (?:năm|ngày|tháng|[0-9]{1,2}/)"
# Whom a court or an office is to fine: "Ông Ba có hành vi …", "Công ty Sao Mai vi phạm …".
SOMEBODY = rf"(?i:(?:^|\s)(?:ông|bà|anh|chị|bị cáo|bị can)\s|\snày (?:sẽ|có thể)\s)|(?:[Cc]ông ty|[Tt]ập đoàn)\s(?:(?:TNHH|CP|MTV|[Cc]ổ phần|một thành viên)\s)*{CAPITAL}{SMALL}"
# "Ông Năm, phó giám đốc sở, cho biết người vi phạm …": who only tells of the rule.
TELLS = r"(?i)^[^;.]{0,120}?\s(?:cho biết|cho hay|khẳng định|lưu ý|nhấn mạnh|nêu rõ|thông tin)(?:,| rằng| thêm)*\s"


@of_rows
def without_will(rows: pl.DataFrame) -> pl.DataFrame:
    """_told, what stands before a figure, without the word of the future before what a rule in force gives or takes."""
    segment, sentence = pl.col("_told"), pl.col("sentence")
    in_force = ~sentence.str.contains(DRAFT)
    by_law = in_force & sentence.str.contains(LAW)
    breach = (by_law | (in_force & sentence.str.contains(BREACH))) & ~sentence.str.replace(
        TELLS, ""
    ).str.contains(SOMEBODY)
    text = pl.when(breach).then(segment.str.replace_all(FINED, "${1}")).otherwise(segment)
    text = pl.when(by_law).then(text.str.replace_all(GIVEN, "${1}")).otherwise(text)
    ahead = segment.str.contains(FINED) | segment.str.contains(GIVEN)
    rows = rows.pipe(with_common, _as_is=text, where=ahead)
    return rows.with_columns(_told=pl.coalesce("_as_is", "_told")).drop("_as_is")
