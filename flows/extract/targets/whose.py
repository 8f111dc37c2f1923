"""Whose goal it is: the body before the promise, the body that is told to, the project, or whose article it is."""

from functools import cached_property

import polars as pl

from flows.extract.measurements.about import main_projects, topics
from flows.extract.measurements.firms import firms
from flows.extract.measurements.owners import owners
from flows.extract.measurements.undertakings import of_this_project, projects_named
from flows.extract.reference_words import speaker_nouns
from flows.letters import BEGINS, CAPITAL, ENDS, LETTER, SMALL
from flows.read import Reading
from flows.read.rules import with_common

# Who may have goals without being named: "Tỉnh phấn đấu …".
LOCALLY = "tỉnh|thành phố|huyện|thị xã|xã(?: đã| đang| sẽ| đặt|$)|phường|địa phương|chính quyền|UBND|sở"
LOCAL = rf"(?i){BEGINS}(?:{LOCALLY}){ENDS}"
GOVERNS = rf"(?i){BEGINS}(?:{LOCALLY}|chính phủ|cả nước|quốc gia){ENDS}"
# Between the body and its promise: "UBND tỉnh đang phấn đấu", "TP HCM phải".
GOES_ON = r"^(?:\s\([^()]*\))?\s?,?\s?(?:(?i:đã|đang|sẽ|cũng|còn|luôn|tiếp tục|và|cùng|nghiêm túc|vừa|vẫn|chỉ|dự kiến)\s)*$"
# "đặt mục tiêu đến năm 2030, Việt Nam lọt top 40": the body that a goal begins with.
BEGINS_WITH = r"^\s?(?i:(?:là|rằng|để|đưa|giúp|sẽ|đến|tới|vào|trong|hết|cuối|năm|[0-9]{4},?|cụ thể|chung|xây dựng|tỉnh|thành phố|huyện)\s)*$"
# "giao Sở A, Sở B rà soát, báo cáo …": who acts in a clause, or is told to.
ACTS = r"(?:^|^[^,;]{1,60},\s|[;:“]\s|(?i:giao|yêu cầu|đề nghị|chỉ đạo|cho|để|rằng|biết|hiện)\s)$"
# "Bộ A chủ trì, phối hợp với các Bộ: B, C …": who joins in is not who is charged.
JOINS_IN = r"(?i)phối hợp(?: chặt chẽ)? (?:với|cùng)\s[^;.“”!?]*$"
WITH_OTHERS = r"(?i)(\s(?:với|cùng) (?:các|những) [^\s;:]+(?: [^\s;:]+)?):"  # its colon ends no clause
ORDERED = r"\s(?i:yêu cầu|đề nghị|giao|chỉ đạo)\s"  # who orders is not who is told to
# "VNPT Cà Mau phấn đấu", "Cảng nước sâu Cái Lân đặt mục tiêu": the place is part of another's name.
NAMED_AFTER = rf"(?:{CAPITAL}{{3,}}|[^\s.:;“”]\s{CAPITAL}{SMALL}+|(?i:cảng(?: \S+){{0,2}}|ga|sân bay|nhà máy|công ty|bệnh viện|trường|ngân hàng|đội|báo|hãng))\s$"
BRANCH_OF = rf"(?:^|\s){CAPITAL}{{3,}}\s(?:{CAPITAL}\S*\s?(?:-\s)?){{1,5}}$"
TREATY = r"(?i)(?:hiệp định|thỏa thuận|công ước|nghị định thư)(?:\s\S+){0,4}$"  # "hiệp định khí hậu Paris"
GOVERNS_THERE = rf"(?:^|\s)(?:UBND|HĐND|MTTQ|TPHCM)\s(?:{CAPITAL}\S*\s?(?:-\s)?){{1,5}}$"
LEVEL_BEFORE = r"(?i)(?:UBND|HĐND|TPHCM|tỉnh|phố|huyện|xã|quận|phường|bang|nước|vùng|đảo|riêng|hiện|để|tại|ở|cả|khu|bộ|ủy|quyền|với|theo|miền|bắc|nam|đông|tây)\s$"
# "Theo hãng tin A, mục tiêu …": who tells it; "ký tại A nhằm mục tiêu …": where it was.
TELLER = r"(?:^|\s)(?i:theo)\s(?i:(?:hãng tin|hãng|báo|tờ|trang|đài|thông tấn xã|hãng thông tấn)\s)?$"
SCENE = r"(?i)(?:^|[\s(])(?:tại|ở)\s(?:[^,;.]{2,40},\s)?(?:(?:tỉnh|thành phố|TP\.?|thủ đô|nước)\s)?$"
# "nhà đầu tư hàng đầu Việt Nam, hướng đến mục tiêu …": where somebody is the first, who is another.
AMONG = r"(?i)(?:hàng đầu|nhất|số một|số 1|của|tại|ở|thị trường|với|trước|cho|từ|theo)\s(?:(?:ở|tại|của)\s)?$"
# "Chỉ số A (theo cách tính của Ngân hàng B) phấn đấu …": by whose reckoning it is, who promises nothing.
RECKONED_BY = r"\((?i:theo)\s[^()]*$"
AIMS = r"^(?i:(?:với|nhằm|hướng tới|hướng đến)\s)"
OF_BODY = r"^(?i:mục tiêu)(?:\s\S+){0,2}\s(?i:của)\s$"
# "Nghị quyết của Bộ Chính trị đặt mục tiêu có 60% lao động …": who sets a goal for the whole land.
FOR_ALL = ["Bộ Chính trị", "Quốc hội", "Ban Chấp hành Trung ương Đảng"]
# Two countries promise each other: "Hai bên đặt mục tiêu".
BOTH = r"(?i)(?:hai bên|hai nước|hai phía)(?:\s\S+){0,6}\s$"
OF_PROJECT = r"(?i)^(?:các )?mục tiêu (?:của |đầu tư )?(?:dự án|công trình|đề án)\b"

# Who is told to, or promises, without a name: "các mỏ đá phải …", "đối với các trường …", "yêu cầu các đơn vị liên quan …".
MANY = r"(?i:(?:toàn bộ|tất cả|toàn thể)\s)?(?i:các|những|mỗi)\s"
WORKS = "dự án|công trình|tuyến|nhà máy|nút giao|cây cầu|hạng mục|gói thầu|khu|trạm|hồ|mỏ|chủ mỏ|chủ dự án"
REST = r"(?:\s[^\s,.;:“”\"()]+)"
ACT = "báo cáo|triển khai|ban hành|giải quyết|tập trung|đẩy nhanh|tiến hành|nhanh chóng|khẩn trương|rà soát|phải|cần|sẽ|đang|đã|sớm|phối hợp|chủ động|tiếp tục|hoàn thành|hoàn thiện|hoàn tất|thực hiện|không|lập|nghiên cứu|tổ chức|kiểm tra|xử lý|nộp|chuyển|gia hạn|trình|gửi|bố trí|chỉ đạo|khắc phục|bàn giao|cung cấp|chậm nhất|trước|trong|đến|có|thì|được|kê khai|đăng ký|hướng dẫn|nâng cao|tăng cường|tham mưu"
ORDER = r"(?i:yêu cầu|đề nghị|giao|chỉ đạo)\s"
REGARDING = r"(?:^|[,;]\s)(?i:(?:còn|riêng|trong đó)\s)?(?i:đối với)\s"
OPENS_CLAUSE = r"(?:^(?:(?i:đến|trong|năm|từ|theo|hiện|tại|sau|trước|dự kiến|do|như|bên|ngoài|cụ thể|mới|riêng)(?:\s[^,;]{1,40})?,\s)?|[;:“]\s?|,\s(?i:nhưng|song|và|còn)\s|\s(?i:rằng|biết|hiện|nay|để)\s)"
HOLDS_BACK = r"(?:\s(?i:đang|đã|sẽ|cũng|vẫn|dự kiến|phải|cần|nỗ lực|cố gắng|tiếp tục))*\s$"
NO_BODY = r"\s(?:đã|sẽ|phải|là|có|được|bị|đang|cho|yêu cầu|đề nghị|cho biết|rằng|nếu|mà|thì|để|khi|dự kiến)(?:\s|$)|\s(?:và|của|với)$|^(?i:các|những|mỗi)\s\S+$"
NEARBY = 2  # sentences from an order to what it goes on with, and from a project to what is told of it
# "Dự án dài 12 km, phấn đấu hoàn thành …", "Giai đoạn 2, vốn 90 tỷ đồng, dự kiến hoàn thành …": the work told before.
THIS_WORK = r"^(?:[^,;]{0,30},\s)?(?i:(?:(?:toàn (?:bộ )?)?(?:dự án|công trình)|giai đoạn (?:[0-9]|I{1,3}|một|hai|ba|đầu)|toàn tuyến|tuyến đường|cây cầu)(?:\snày|\strên)?)(?:,|\s(?i:sẽ|dự kiến|đang|được|phải|đã|có|khởi công|hoàn thành|phấn đấu|do|dài|rộng|gồm|bao gồm|khởi động|bắt đầu|triển khai|thi công|nằm|thuộc|trị giá|vẫn|cũng|mới|chia))\s"

# Who says so commits himself: the verb opens the goal, and what is said goes on with it.
COMMITS = ("cam kết", "hứa")
ORDERS = ("yêu cầu", "đề nghị", "kiến nghị", "chỉ đạo")  # whose goals are of those who are told to
BEHIND_VERB = 8  # characters: "cam kết rằng sẽ"
ADDRESSED = 70  # characters of those to whom it is promised
TO_WHOM = r"^\s(?:với|trước)\s"  # "hứa với cử tri sẽ"


def with_pledge(
    rows: pl.DataFrame, statements: pl.DataFrame, verbs: tuple[str, ...] = COMMITS
) -> pl.DataFrame:
    """Adds who commits himself to the goals (s, sentence, start) that the verb of his own statement opens, or gives their order: _promiser,
    and _office_of, whose office he has; both null elsewhere.
    """
    firm = statements.filter(pl.col("verb").is_in(verbs), pl.col("speaker").is_not_null()).select(
        "s",
        _promiser="speaker",
        _office_of="organization",
        _verb=pl.col("verb").str.len_chars(),
        _said="start",
    )
    rows = rows.sort("s", "start").join_asof(
        firm.sort("s", "_said"), left_on="start", right_on="_said", by="s", strategy="forward", check_sortedness=False
    )  # fmt: skip
    behind = pl.col("_said") - pl.col("start")
    to_whom = pl.col("sentence").str.slice(pl.col("start") + pl.col("_verb"), 8).str.contains(TO_WHOM)
    opens = behind.is_between(
        pl.col("_verb") + 1, pl.col("_verb") + pl.when(to_whom).then(ADDRESSED).otherwise(BEHIND_VERB)
    )
    return rows.with_columns(pl.when(opens).then(c).alias(c) for c in ("_promiser", "_office_of")).drop(
        "_verb", "_said"
    )


def who_promises() -> pl.Expr:
    """_body, the body before what promises; of one that sets goals for the land what the goal begins with (_begins), else the land."""
    land = pl.coalesce("_begins", pl.lit("Việt Nam"))
    return pl.when(pl.col("_body").is_in(FOR_ALL)).then(land).otherwise("_body")


class Whose:
    """Who owns a goal. Frames are made when first asked for: most articles hold no goal."""

    def __init__(self, reading: Reading, investments: pl.DataFrame) -> None:
        self.reading = reading
        self.investments = investments

    @cached_property
    def bodies(self) -> pl.DataFrame:
        """Organisations and places: s, _body, at, until."""
        named = self.reading.organizations.select("s", _body="organization", at="start", until="end")
        areas = self.reading.places.filter(pl.col("level") != "region").select(
            "s", _body="place", at="start", until="end"
        )
        left = pl.col("sentence").str.slice(0, pl.col("at")).str.slice(-40)
        areas = areas.join(self.reading.sentences.select("s", "sentence"), on="s", how="left").filter(
            ~left.str.contains(NAMED_AFTER) | left.str.contains(LEVEL_BEFORE)
        )
        return pl.concat([named, areas.drop("sentence")]).sort("s", "at")

    @cached_property
    def projects(self) -> pl.DataFrame:
        """Named projects: s, _named, _named_at, _named_end, in order."""
        return projects_named(self.reading, self.investments)

    def promising(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Adds _body: the body right before `start`, or whose goal it is ("mục tiêu của Tập đoàn A là"); and _before, the
        last body anywhere before it in the sentence.
        """
        met = rows.select("_i", "s", "start", "sentence").join(self.bodies, on="s")
        between = pl.col("sentence").str.slice(
            pl.col("until"), pl.max_horizontal("start", "until") - pl.col("until")
        )
        ahead = (pl.col("until") <= pl.col("start")) & between.str.contains(GOES_ON)
        after = pl.col("sentence").str.slice(
            pl.col("start"), pl.max_horizontal("at", "start") - pl.col("start")
        )
        left = pl.col("sentence").str.slice(0, pl.col("at"))
        aims = pl.col("sentence").str.slice(pl.col("start"), 12).str.contains(AIMS)
        told_by = left.str.contains(TELLER) | (aims & left.str.contains(SCENE))
        told_by |= left.str.contains(r"(?i)(?:khu vực|địa bàn)\s(?:\S{2,6}\s)?$")
        told_by |= left.str.contains(AMONG) & between.str.contains(r"^\s?(?:,|và\s)")
        own = (pl.col("at") > pl.col("start")) & after.str.contains(OF_BODY)
        last = (
            met.filter((ahead & ~told_by) | own)
            .sort("until", "at", "_body", descending=[False, True, False])
            .group_by("_i")
            .agg(pl.col("_body").last())
        )
        behind = (pl.col("until") <= pl.col("start")) & ~left.str.contains(RECKONED_BY)
        behind &= ~left.str.contains(AMONG)
        before = met.filter(behind).sort("at", "until", "_body").group_by("_i")
        rows = rows.join(last, on="_i", how="left", maintain_order="left")
        return rows.join(
            before.agg(_before=pl.col("_body").last()), on="_i", how="left", maintain_order="left"
        )

    def begun_with(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Adds _begins: the body that the goal begins with, right behind `after`, where its promise ends."""
        met = rows.select("_i", "s", "after", "sentence").join(self.bodies, on="s")
        gap = pl.col("sentence").str.slice(
            pl.col("after"), pl.max_horizontal("at", "after") - pl.col("after")
        )
        first = (
            met.filter(pl.col("at") >= pl.col("after"), gap.str.contains(BEGINS_WITH))
            .sort("at", "until", "_body")
            .group_by("_i")
            .agg(_begins=pl.col("_body").first())
        )
        return rows.join(first, on="_i", how="left", maintain_order="left")

    def acting(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Adds _acts: the last body before `start` in its clause that acts there or is told to."""
        met = rows.select("_i", "s", "start", "sentence").join(self.bodies, on="s")
        between = pl.col("sentence").str.slice(
            pl.col("until"), pl.max_horizontal("start", "until") - pl.col("until")
        )
        ahead = pl.col("sentence").str.slice(0, pl.col("at"))
        last = (
            met.filter(
                pl.col("until") <= pl.col("start"),
                ahead.str.contains(ACTS),
                ~ahead.str.contains(JOINS_IN),
                ~between.str.replace(WITH_OTHERS, "${1}·").str.contains(rf"[;:“”!?]|\.\s|{ORDERED}"),
            )
            .sort("until", "at", "_body", descending=[False, True, False])
            .group_by("_i")
            .agg(_acts=pl.col("_body").last())
        )
        return rows.join(last, on="_i", how="left", maintain_order="left")

    def in_words(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of targets, those without subject with who is told in words to reach them, else with the project told
        right before a work without a name, else with whom the order before theirs tells to.
        """
        told = self.reading.sentences.select("s", "a", "sentence")
        rows = rows.join(told, on="s", how="left", maintain_order="left").sort("s", "start")
        told = told.filter(pl.col("a").is_in(rows["a"].implode()))
        ahead = pl.col("sentence").str.slice(0, pl.col("start"))
        goal = pl.col("sentence").str.slice("start", pl.col("end") - pl.col("start"))
        nouns = rf"(?i:{speaker_nouns().pattern(told['sentence'])}|{WORKS})"
        others = rf"(?:,\s{nouns}{REST}{{0,6}}?){{0,3}}"
        some = rf"({MANY}{nouns}{REST}{{0,12}}?{others}|{nouns}{REST}{{2,8}}?)"
        many = rf"({MANY}{LETTER}+{REST}{{0,16}}?{others})"
        acts = rf"(?:,|\s(?i:{ACT})[\s,]|\s?$)"
        frames = [
            goal.str.extract(rf"^{ORDER}{many}{acts}"),
            ahead.str.extract(rf"{REGARDING}{many}{acts.replace('tổ chức|', '')}"),
            ahead.str.extract(rf"(?:^|\s){ORDER}{many}{HOLDS_BACK}"),
            pl.when(~goal.str.contains(f"^{ORDER}")).then(
                ahead.str.extract(rf"{OPENS_CLAUSE}{some}{HOLDS_BACK}")
            ),
            *(goal.str.extract(rf"^[^,]{{4,40}},\s{who}\s(?i:phải|sẽ|cần)\s") for who in (many, some)),
        ]
        rows = rows.pipe(
            with_common,
            subject=pl.coalesce("subject", *(pl.when(~f.str.contains(NO_BODY)).then(f) for f in frames)),
        )
        rows = self._beside_project(rows)
        order = pl.col("sentence").str.extract(rf"(?:^|\s){ORDER}{many}{acts}")
        orders = told.select("a", "s", _told=order)
        return _after_order(rows, orders.filter(~pl.col("_told").str.contains(NO_BODY)))

    def _beside_project(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of targets, those of "công trình", "tuyến đường này" with the project that their article named last, near before."""
        last = self.projects.join(self.reading.sentences.select("s", "a"), on="s").select(
            "a", _at="s", _near="_named"
        )
        last = last.with_columns(_s=pl.col("_at")).sort("_s")
        met = (
            rows.with_columns(pl.col("s").alias("_s"))
            .sort("_s")
            .join_asof(last, on="_s", by="a", check_sortedness=False)
        )
        near = (pl.col("_s") - pl.col("_at") <= NEARBY) & (
            pl.col("sentence").str.contains(THIS_WORK) | (pl.col("rule") == "target_duration")
        )
        near &= pl.col("rule").is_in(["target_completion", "target_duration", "target_words"])
        return (
            met.with_columns(subject=pl.coalesce("subject", pl.when(near).then("_near")))
            .drop("_s", "_at", "_near")
            .sort("s", "start")
        )

    def with_project(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Adds _project, the project that the sentence names before `start`, else the article's own where the
        sentence begins with it ("Dự án sẽ …"); and _main, the article's own.
        """
        rows = rows.sort("s", "start").join_asof(
            self.projects.select("s", "_named", "_named_end"),
            left_on="start",
            right_on="_named_end",
            by="s",
            check_sortedness=False,
        )
        rows = rows.join(
            main_projects(self.reading, self.projects), on="a", how="left", maintain_order="left"
        )
        this = of_this_project() | pl.col("surface").str.contains(OF_PROJECT)
        return rows.with_columns(_project=pl.coalesce("_named", pl.when(this).then("_main"))).drop(
            "_named", "_named_end"
        )

    def governing(self, rows: pl.DataFrame, opening: str) -> pl.DataFrame:
        """Adds _owner: the place named before in the sentence, else the article's place where who governs it promises.
        `opening` is the pattern of what opens the goal.
        """
        owning = owners(self.reading)
        before = owning.filter(~pl.col("many")).select("s", "name", until="until").sort("s", "until")
        rows = rows.sort("s", "start").join_asof(
            before, left_on="start", right_on="until", by="s", check_sortedness=False
        )
        rows = rows.join(
            topics(self.reading, owning, firms(self.reading)), on="a", how="left", maintain_order="left"
        )
        ahead = pl.col("sentence").str.slice(0, pl.col("start"))
        told = ahead.str.slice(0, pl.col("until"))
        of_branch = told.str.contains(BRANCH_OF) & ~told.str.contains(GOVERNS_THERE)
        of_branch |= told.str.contains(TREATY)
        rows = rows.with_columns(name=pl.when(~told.str.contains(RECKONED_BY) & ~of_branch).then("name"))
        named = (
            pl.when((pl.col("name") == "@nation") | ahead.str.contains(BOTH))
            .then(pl.lit("Việt Nam"))
            .when(pl.col("name") == "@here")
            .then("home")
            .otherwise("name")
        )
        teller = pl.concat_str(ahead, pl.col("surface").str.extract(f"^({opening})"))
        # The government's goal is of no province, though the article is about one.
        local = teller.str.contains(LOCAL) | (pl.col("topic_kind") == "country")
        governed = pl.when(teller.str.contains(GOVERNS) & local).then("topic")
        return rows.with_columns(_owner=pl.coalesce(named, governed)).drop(
            "name", "until", "home", "is_part", "topic", "topic_kind"
        )


def _after_order(rows: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """The rows of targets, those that go on with an order ("Hoàn thành và báo cáo trước ngày 5/6.") with whom it, the last
    one near before, tells to. `orders` has a, s and _told.
    """
    ordered = rows.filter(pl.col("rule") == "target_order", pl.col("subject").is_not_null())
    every = pl.concat([orders, ordered.select("a", "s", _told="subject")], how="vertical_relaxed")
    every = every.with_columns(_at="s").sort("s", "_told")
    met = rows.sort("s", "start").join_asof(
        every, on="s", by="a", allow_exact_matches=False, check_sortedness=False
    )
    goes_on = (pl.col("rule") == "target_order") & (pl.col("start") == 0)
    goes_on &= pl.col("sentence").str.contains(rf"^{CAPITAL}") & (pl.col("s") - pl.col("_at") <= NEARBY)
    told = pl.when(goes_on).then("_told")
    return met.with_columns(subject=pl.coalesce("subject", told)).drop("a", "sentence", "_told", "_at")
