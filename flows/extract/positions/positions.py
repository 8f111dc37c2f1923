"""Observations of offices: this person, in this office of this organisation, as one article has it."""

import polars as pl

from flows.extract.positions.bodies import is_cut, ministries, with_bodies
from flows.extract.positions.by_pronoun import of_subjects
from flows.extract.positions.in_charge import in_charge
from flows.extract.positions.past import past
from flows.extract.positions.terms import with_terms
from flows.extract.reference_words import lands, late_leaders, world_leaders
from flows.letters import CAPITAL
from flows.read import Reading
from flows.read.name_borders import ONE_SYLLABLE, VOWEL
from flows.read.people.changes import UNREAD_BODY

# A Vietnamese syllable, also one that a vowel opens.
SYLLABLE = rf"(?:{ONE_SYLLABLE}|[{VOWEL.upper()}][{VOWEL}]{{0,2}}(?:ch|ng|nh|[cmnpt])?)"
# Bodies that a title alone implies; of a foreigner's title it is another country's.
OURS = ["Chính phủ", "Quốc hội", "Bộ Chính trị", "Ban Chấp hành Trung ương Đảng", "Nước Cộng hòa xã hội chủ nghĩa Việt Nam"]  # fmt: skip
# Surnames that only names from abroad have, though they look like ours.
ABROAD = "^(?:Tập|Mao) "
# Ministries that a foreigner's country has too: told by their field alone ("Thứ trưởng Ngoại giao") nobody knows whose.
OF_ANY_STATE = r"^Bộ (?:Ngoại giao|Quốc phòng|Tài chính|Thương mại|Nội vụ|Tư pháp|Công an|An ninh|Kinh tế|Năng lượng|Giáo dục|Y tế|Nông nghiệp|Giao thông|Lao động|Văn hóa|Môi trường)$"
# Our ministries by name: who has no syllable of ours in his name is of another country's ("Bounthan Sisavat, Bộ trưởng Bộ Tài chính").
OF_OURS = rf"(?:^|[ -]){SYLLABLE}(?:[ -]|$)"
# "Tổng Thư ký A, Chủ tịch Ngân hàng B (C), ông D": who has an office before the name has not the one behind, whose holder follows.
OF_NEXT = rf"^(?:\s\([^()]{{1,12}}\))?(?:,\s(?:ông|bà)|\s(?:tại|ở)\s{CAPITAL}\S+(?:\s{CAPITAL}\S+)?)\s{CAPITAL}\S+\s{CAPITAL}"
GOVERNS = r"^(?:Chính phủ|Quốc hội|Bộ Ngoại giao|Bộ Quốc phòng) (.+)$"
BELOW = ["Phó Thủ tướng", "Bộ trưởng", "Thứ trưởng", "Chủ nhiệm Văn phòng"]
# "Nếu được bầu làm | Chủ tịch X, ông A sẽ …".
IF = r"(?i)(?:^|\s)(?:nếu|trong trường hợp)\s[^,;.]{0,40}?(?:bầu|bổ nhiệm|trúng cử|đắc cử|phê chuẩn|trở thành)(?: (?:vào|làm|giữ|chức|chức vụ|vị trí|tiếp tục))*\s$"
# "Người được quy hoạch chức | Bí thư … là bà A", "đề nghị bổ nhiệm ông | A giữ chức …", "A dự kiến được bầu làm …": nobody's office yet.
MEANT_FOR = r"(?i)(?:quy hoạch|dự kiến|giới thiệu|đề cử|ứng viên|đề xuất|đề nghị)(?:\s[^\s,;.]+){0,6}?\s(?:chức|chức vụ|chức danh|làm|giữ chức|giữ|đảm nhiệm|vị trí|cương vị)\s$"
PROPOSED = r"(?i)(?:đề nghị|đề xuất|kiến nghị|dự kiến|xem xét|trình (?:quốc hội|ủy ban thường vụ|chủ tịch|thủ tướng|bộ trưởng|bộ chính trị|hđnd|hội đồng|ubnd|ban|đại hội|cấp))(?:\s[^\s,;.]+){0,8}?\s(?:bổ nhiệm|điều động|bầu|phê chuẩn|chỉ định|phân công)(?:\s(?:ông|bà|đồng chí))?\s$"
NOT_YET = r"\s(?i:dự kiến|có thể|sẽ được (?:bầu|giới thiệu|đề cử|xem xét)|được (?:quy hoạch|đề cử|đề xuất))\s"


def position_observations(reading: Reading) -> pl.DataFrame:
    """Rows of fact type `position_observations`: s, start, end (office and name), person, title, organization, tenure,
    change, starts_on, ends_on, rule.
    """
    named = reading.people.select("s", "person", owner_start="start")
    named = reading.offices.filter(pl.col("owner_start").is_not_null()).join(named, on=["s", "owner_start"])
    before = pl.when("before").then(pl.lit("position_before_name"))
    named = named.with_columns(rule=before.otherwise(pl.lit("position_after_name")))
    held = pl.concat([named, of_subjects(reading), in_charge(reading)], how="diagonal").select(
        "a",
        "s",
        "owner_start",
        "person",
        "title",
        "organization",
        "tenure",
        "change",
        "starts_on",
        "ends_on",
        office_end="end",
        start=pl.min_horizontal("start", "owner_start"),
        end=pl.max_horizontal("end", "owner_end"),
        rule="rule",
    )
    # "… trình Thủ tướng, Bộ trưởng Trần A nói": the head of the Government is no minister of it.
    below = pl.col("title").is_in(BELOW).any().over("s", "owner_start")
    held = held.filter(~((pl.col("title") == "Thủ tướng") & below))
    # "… của Phó Thủ tướng Chính phủ, Phó Chủ tịch UBND tỉnh Trần A yêu cầu": who leads a province is no member of the Government.
    local = pl.col("organization").str.starts_with("Ủy ban nhân dân ").any().over("s", "owner_start")
    central = (pl.col("organization") == "Chính phủ") | pl.col("organization").str.starts_with("Bộ ")
    # Unless he becomes one.
    moves = (pl.col("change") == "begins").any().over("s", "owner_start")
    held = held.filter(~(central & local & ~moves).fill_null(False))
    held = held.join(reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left")
    behind = pl.col("rule") == "position_after_name"
    of_next = behind & (~behind).any().over("s", "owner_start")
    of_next &= pl.col("sentence").str.slice("end", 60).str.contains(OF_NEXT)
    held = held.filter(~of_next)
    ours = pl.col("person").str.contains(rf"^{SYLLABLE}(?: {SYLLABLE})*$")
    words = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    by_field = pl.col("organization").str.contains(OF_ANY_STATE) & ~words.str.contains("[Bb]ộ [A-ZĐ]")
    of_state = pl.col("organization").is_in(OURS) | by_field
    # "Ủy viên Bộ Chính trị, Phó Thủ tướng Trung Quốc A": whoever governs another country sits in its bodies.
    governs = pl.col("organization").str.extract(GOVERNS).is_in(lands()) & ~pl.col(
        "organization"
    ).str.ends_with("Việt Nam")
    ours &= ~pl.col("person").str.contains(ABROAD) & ~governs.fill_null(False).any().over("s", "owner_start")
    of_state |= pl.col("organization").is_in(ministries()) & ~pl.col("person").str.contains(OF_OURS)
    held = held.with_columns(organization=pl.when(ours | ~of_state).then("organization"), is_ours=ours)
    held = _abroad(held.with_columns(organization=pl.when(~is_cut()).then("organization")), reading)
    # "Bí thư Nguyễn Văn A" in an article that also gives the committee: the same office.
    known = (
        held.drop_nulls("organization")
        .group_by("a", "person", "title")
        .agg(_known=pl.col("organization").unique())
        .filter(pl.col("_known").list.len() == 1)
    )
    # "Giám đốc A được bổ nhiệm làm Giám đốc Sao Mai": of another body, which is not read.
    unread = (pl.col("change") == "begins").fill_null(False)
    unread &= pl.col("sentence").str.slice("office_end", 10).str.contains(UNREAD_BODY)
    named = (
        held.join(known, on=["a", "person", "title"], how="left", maintain_order="left")
        .with_columns(
            organization=pl.coalesce("organization", pl.when(~unread).then(pl.col("_known").list.first())),
            tenure=pl.when(pl.col("person").is_in(late_leaders())).then(pl.lit("former")).otherwise("tenure"),
        )
        # A member of a body that is not read holds no office that could be named.
        .filter(~(pl.col("title").str.starts_with("Ủy viên") & pl.col("organization").is_null()))
        .drop("_known")
    )
    named = with_bodies(named, reading).drop("office_end", "owner_start", "is_ours")
    return with_terms(past(named.filter(~_to_be()), reading), reading).drop("a", "sentence")


def _abroad(held: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows with the land of those whose office goes without it: "Tổng thống Donald Trump"; over where it had ended on the article's day."""
    days = reading.articles.select("a", _now="anchor_on")
    rows = held.join(world_leaders(), on=["person", "title"], how="left", maintain_order="left").join(
        days, on="a", how="left", maintain_order="left"
    )
    open_ = pl.col("organization").is_null() | pl.col("organization").is_in(OURS)
    over = (pl.col("_until") <= pl.col("_now")) & pl.col("change").is_null() & (pl.col("tenure") == "current")
    return rows.with_columns(
        organization=pl.coalesce(pl.when(open_).then("_land"), "organization"),
        tenure=pl.when(over).then(pl.lit("former")).otherwise("tenure"),
    ).drop("_land", "_until", "_now")


def _to_be() -> pl.Expr:
    """Whether an office is only meant for somebody."""
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-90)
    words = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    office_first = pl.col("rule") == "position_before_name"
    meant = office_first & left.str.contains(MEANT_FOR) & words.str.contains(r"\s(?:là|cho)\s")
    not_yet = ~office_first & pl.col("starts_on").is_null() & words.str.contains(NOT_YET)
    meant |= office_first & left.str.contains(IF)
    return meant | not_yet | (~office_first & left.str.contains(PROPOSED))
