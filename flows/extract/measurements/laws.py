"""What a law or a rule gives and takes is so, however "sẽ" tells it: "người vi phạm sẽ bị phạt 5 triệu đồng"."""

import polars as pl

# The verbs of rules, with the word of the future before them.
TO_COME = r"(?:sẽ|có thể)(?: phải)? "
FINED = rf"(?i){TO_COME}((?:bị|chịu|nộp) (?:xử )?(?:phạt|mức phạt|trừ))"
GIVEN = rf"(?i){TO_COME}((?:được|bị) (?:nhà nước )?(?:hỗ trợ|hưởng|miễn|giảm|trợ cấp|thưởng|áp dụng|trừ)[^a-zà-ỹ])"
# A law in force that is named, a breach, or whoever it may be that the rule meets.
LAW = r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định số|Pháp lệnh|Hiệp định)[^a-zà-ỹ]|(?i)quy định (?:tại|của|về|rõ|nêu)|theo quy định|khoản [0-9]|điều [0-9]|(?:nghị định|luật|thông tư)(?: này| nêu| quy định)"
BREACH = r"(?i)hành vi|vi phạm|trường hợp|^(?:người|cá nhân|tổ chức|doanh nghiệp|hộ|lái xe|tài xế|đơn vị|cơ sở|thí sinh|ai|học sinh)\s|(?:mà|nếu) (?:không|có|vi phạm)"
# Not in force: a draft, a proposal, a law that somebody asks for.
DRAFT = r"(?i)dự thảo|đề xuất|đề nghị|kiến nghị|dự kiến|dự luật|sửa đổi|lấy ý kiến|sắp tới|tới đây|(?:^|\s)từ (?:năm|ngày|tháng|[0-9]{1,2}/)"
SOMEBODY = (
    r"(?i)\s(?:ông|bà|anh|chị|bị cáo|bị can)\s|\snày (?:sẽ|có thể)\s"  # whom a court or an office is to fine
)


def without_will(segment: pl.Expr, sentence: pl.Expr) -> pl.Expr:
    """The segment without the word of the future before what a rule in force gives or takes."""
    in_force = ~sentence.str.contains(DRAFT)
    by_law = in_force & sentence.str.contains(LAW)
    breach = in_force & (by_law | sentence.str.contains(BREACH)) & ~sentence.str.contains(SOMEBODY)
    text = pl.when(breach).then(segment.str.replace_all(FINED, "${1}")).otherwise(segment)
    return pl.when(by_law).then(text.str.replace_all(GIVEN, "${1}")).otherwise(text)
