"""Organisations by the short forms that the article itself explains: abbreviations it defines, firms told by their
own name alone or with fewer words than elsewhere (linguistics §17).
"""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import IN_NAME, IN_PLACE, ONE_SYLLABLE
from flows.read.places.gazetteer import one_tone
from flows.read.rules import of_rows
from flows.read.spans import find, without_overlap

# An abbreviation in brackets behind a name.
DEFINED = rf"^ \((?:(?:sau đây )?(?:gọi|viết) tắt(?: là|:)?|sau đây gọi là|gọi là|tên viết tắt)? ?[“\"]?({CAPITAL}[{CAPITAL}0-9&\-]{{1,9}})[”\"]?\)"
EXCHANGE = "hose|hsx|hnx|upcom"
LISTED_AS = f"mã (?:ck|chứng khoán|cổ phiếu)|mã|mck|{EXCHANGE}"
# A brand there is the firm's own name, whatever letters it shares: "(Vietlott)", "(Vinaland - VNI)", "(PV Sơn Hải)", "(mã CK: BSH, Sohabeco)".
KIND = "(?:(?:Ngân hàng|Công ty|Tập đoàn|Tổng công ty|Quỹ|Hợp tác xã|HTX) )"  # "(Ngân hàng VCQ)"
BRAND = rf"{CAPITAL}[{LETTER}0-9&]{{2,}}(?: ?[-–/;,] ?{CAPITAL}[{LETTER}0-9&]{{1,}})?|{CAPITAL}[{LETTER}0-9&]+(?: {CAPITAL}[{LETTER}0-9&]+){{1,2}}"
CODE = rf"(?: ?[-–,:;] ?(?i:{LISTED_AS}) ?:? ?{CAPITAL}{{3}}(?: ?[-–,:;] ?(?i:{EXCHANGE}))?)?"  # "(Sohabeco - mã BSH: HOSE)"
BRANDED = rf"^ \((?:(?:(?i:sàn )?(?i:{EXCHANGE})\s?[-–,:;]\s?)?(?i:{LISTED_AS})\s?:\s?|(?:gọi|viết) tắt(?: là|:)? ?|(?i:{LISTED_AS})\s?:?\s?{CAPITAL}{{3}}[,;] ?)?[“\"]?({KIND}?(?:{BRAND}))[”\"]?{CODE}\)"
# "… Sông Mây – Mayabank (MYB – HOSE)": the brand and the ticker of a firm, which its listing tells.
TICKER = rf"^(?: ?[-–] ?({BRAND}))? \(({CAPITAL}[{CAPITAL}0-9]{{2}}) ?[-–:,;] ?(?i:{EXCHANGE})\)"
EXCHANGES = ["HOSE", "HSX", "HNX", "UPCoM", "UPCOM", "OTC", "NYSE"]
# What every area has, and what it is told with.
EVERYWHERE = "(?:Cơ quan (?:Cảnh sát|An ninh) điều tra|Viện Kiểm sát nhân dân|Tòa án nhân dân|Cục Thi hành án dân sự|Chi cục Thi hành án dân sự|Cục Quản lý thị trường)"
OF_AREA = "(?:tỉnh|[Tt]hành phố|huyện|quận|thị xã|Công an|Bộ) "
# What bodies told by letters begin with: "Cục QLD".
LETTERED = r"^(Cục|Chi cục|Tổng cục|Vụ|Viện|Ban|Phòng|Trung tâm|Hội|Hiệp hội|Quỹ|Ủy ban|Hội đồng|Trường Đại học|Đại học|Học viện|Bệnh viện) "
FIRM = r"^(?:Tổng công ty|Công ty|Tập đoàn|Ngân hàng|Hợp tác xã)"
LEGAL_FORM = r"^(?: (?:cổ phần|thương mại cổ phần|TNHH|MTV|hợp danh|liên doanh|Tập đoàn|tập đoàn))*"
RUN = rf"{CAPITAL}[{LETTER}0-9&.\-{IN_PLACE}{IN_NAME}]*(?: {CAPITAL}[{LETTER}0-9&.\-{IN_PLACE}{IN_NAME}]*)*"
# A firm's own name at the end of its full one: a word that is no Vietnamese syllable, or two or three syllables.
OWN_FOREIGN = rf"(?:^| )({CAPITAL}[{LETTER}0-9&\-]{{3,}}|{CAPITAL}{{2,}}[{CAPITAL}0-9&\-]+)$"
OWN_TWO = rf"(?:^|{SMALL} )({CAPITAL}{LETTER}+ {CAPITAL}{LETTER}+)$"
OWN_THREE = rf"(?:^|{SMALL} )({CAPITAL}{LETTER}+ {CAPITAL}{LETTER}+ {CAPITAL}{LETTER}+)$"
ACTS = r"^$|(?:^|[.;:,“(] ?|(?i:theo|do|của|mà|bởi) )$"
# What only bears a firm's name.
BORNE = r"(?i)(?:dự án|nhà máy|khu đô thị|khu công nghiệp|khu|kcn|cầu|đường|tòa nhà|toà nhà|chung cư|thương hiệu|sản phẩm|giải|cúp|cup|mang tên|huyện|xã|tỉnh|phường|thị xã|thành phố|tp\.?|sân|trung tâm|siêu thị|khách sạn|bệnh viện|trường|ông|bà|anh|chị|cổ phiếu|mã) $"


@of_rows
def shortened(named: pl.DataFrame, marked: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The rows of `named` (a, s, start, end, surface, right, organization, kind, rule), and after them a row for each
    short form in the articles' sentences `marked` (a, s, marked), kind `alias`.
    """
    defined = pl.concat([_defined(named), _branded(named, lexicon)])
    own = _own_names(named, lexicon)
    forms = pl.concat([defined, own.drop("alone")]).unique(
        ["a", "surface"], keep="first", maintain_order=True
    )
    columns = ["a", "s", "start", "end", "surface", "organization", "kind", "rule"]
    if forms.is_empty():
        return named.select(columns)
    # What the article defines means what it says there ("VCCI" in a text of 2018); a known brand is the firm that
    # the article names so with its head ("Tập đoàn Nestlé"), no firm that has more to its name.
    # So it is with one told by the word that ends its name: "Sao Mai Retail" beside "Công ty cổ phần Bán lẻ Sao Mai Retail".
    ended = pl.col("surface").str.extract(r" (\S+)$").is_in(lexicon.organization_endings["ending"].implode())
    own = own.with_columns(alone=pl.col("alone") | ended.fill_null(False))
    told = pl.concat([defined, own.filter("alone").drop("alone")]).unique(
        ["a", "surface"], keep="first", maintain_order=True
    )
    named = (
        named.join(
            told.rename({"organization": "told"}), on=["a", "surface"], how="left", maintain_order="left"
        )
        .with_columns(organization=pl.coalesce("told", "organization"))
        .drop("told")
    )
    named = _unions(_by_head(named, defined), forms)
    likely = marked.join(forms.select("a").unique(), on="a", how="semi")
    led = pl.col("surface").str.starts_with("Theo ")
    runs = find(likely, RUN, "marked").with_columns(
        start=pl.when(led).then(pl.col("start") + 5).otherwise("start").cast(pl.UInt32),
        surface=pl.col("surface").str.strip_prefix("Theo "),
    )
    used = runs.join(forms, on=["a", "surface"], how="inner")
    fresh = without_overlap(used.sort("s", "start"), named).join(
        likely.select("s", "marked"), on="s", how="left"
    )
    left = pl.col("marked").str.slice(0, pl.col("start")).str.slice(-16)
    fresh = fresh.filter(~left.str.contains(rf"[{LETTER}{FIGURE}]$|[@/]$"), ~left.str.contains(BORNE))
    # A name of common syllables counts only where someone acts or owns.
    common = pl.col("surface").str.contains(rf"^{ONE_SYLLABLE}(?: {ONE_SYLLABLE})+$")
    fresh = fresh.filter(~common | left.str.contains(ACTS))
    fresh = fresh.with_columns(kind=pl.lit("alias"), rule=pl.lit("organization_alias"))
    return pl.concat([named.select(columns), fresh.select(columns)])


def _by_head(named: pl.DataFrame, defined: pl.DataFrame) -> pl.DataFrame:
    """The rows with firms told by the head of their full name and the brand behind it by that name: "Tổng công ty Vinaland"."""
    head = pl.col("organization").str.extract(f"({FIRM[1:]})")
    full = defined.select("a", _short=pl.concat_str(head, pl.lit(" "), "surface"), _full="organization")
    full = full.drop_nulls().unique(["a", "_short"], keep="first", maintain_order=True)
    met = named.join(
        full, left_on=["a", "organization"], right_on=["a", "_short"], how="left", maintain_order="left"
    )
    return met.with_columns(organization=pl.coalesce("_full", "organization")).drop("_full")


def _unions(named: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """The rows with the unions of firms told by a short form by the firm's full name."""
    firm = pl.col("organization").str.extract("^Công đoàn (.+)$")
    full = forms.select("a", _firm="surface", _full="organization")
    met = named.with_columns(_firm=firm).join(full, on=["a", "_firm"], how="left", maintain_order="left")
    told = pl.concat_str(pl.lit("Công đoàn "), "_full")
    return met.with_columns(organization=pl.coalesce(told, "organization")).drop("_firm", "_full")


def _defined(named: pl.DataFrame) -> pl.DataFrame:
    """Abbreviations with the name they stand behind: a, surface, organization ("Viện … (VCQ)", later "VCQ")."""
    return (
        named.with_columns(
            short=pl.col("right").str.extract(DEFINED), spelled=_initials(pl.col("organization"))
        )
        .filter(pl.col("short").is_not_null())
        # Parties abroad are called by the letters of their own tongue: "Đảng Dân chủ Xã hội (SPD)".
        .filter(
            _subsequence(pl.col("short"), pl.col("spelled"))
            | pl.col("organization").str.contains("^Đảng (?:[^bủu]|[bủu][^ộỷyủ])")
        )
        .select("a", "organization", surface="short")
    )


def _branded(named: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Brands in brackets with the firm they stand behind: a, surface, organization; a place there is no brand."""
    word, right = pl.col("surface"), pl.col("right")
    in_brackets = right.str.extract(BRANDED).str.replace_all(r" ?[-–/;,] ?", "|").str.split("|")
    listed = pl.concat_list(right.str.extract(TICKER, 1), right.str.extract(TICKER, 2))
    return (
        named.filter(pl.col("organization").str.contains(FIRM))
        .select("a", "organization", surface=pl.coalesce(in_brackets, listed))
        .drop_nulls("surface")
        .explode("surface")
        .filter(_of_its_kind())
        .with_columns(surface=pl.concat_list("surface", word.str.extract(rf"^{KIND}(.+)$")))
        .explode("surface")
        .drop_nulls("surface")
        .filter(
            word.str.len_chars() >= 3,
            ~word.str.contains(rf"^{ONE_SYLLABLE}(?: {ONE_SYLLABLE})*$"),
            ~word.is_in(EXCHANGES),
            ~word.is_in(lexicon.places["name"].implode()),
        )
    )


@cache
def _of_its_kind() -> pl.Expr:
    """Whether a short form with a kind of its own ("Ngân hàng VCQ") is of the kind of the firm before it (Boolean)."""
    kind = pl.col("surface").str.extract(rf"^({KIND})").str.replace("^HTX ", "Hợp tác xã ")
    firm = kind.str.contains("^(?:Công ty|Tập đoàn|Tổng công ty)")
    same = pl.col("organization").str.starts_with(kind) | (
        firm & pl.col("organization").str.contains("^(?:Công ty|Tập đoàn|Tổng công ty)")
    )
    return kind.is_null() | same.fill_null(False)


def fullest(named: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Firms told with fewer words than elsewhere in the article by the fullest name: "Công ty Sao Mai" is "Công ty
    cổ phần Xây dựng Sao Mai" where the article has one such firm.
    """
    named = _renamed(named, _cased_alike(named))
    # A short name ends as the full one does.
    ending = pl.col("own").str.to_lowercase().str.extract(r"([^ ]+)$")
    parts = _firms(named.filter(pl.col("kind") == "head")).with_columns(_ending=ending)
    named_by_place = pl.col("own").is_in(lexicon.places["name"].implode())
    pairs = (
        parts.filter(pl.col("own").str.contains(rf"^{CAPITAL}"), ~named_by_place)
        .join(parts, on=["a", "_ending"], suffix="_full")
        .filter(
            (pl.col("head") == pl.col("head_full")) | _of_group(),
            (pl.col("legal") == "") | (pl.col("legal") == pl.col("legal_full")),
            pl.col("organization").str.len_chars() < pl.col("organization_full").str.len_chars(),
            _spaced("own_full").str.ends_with(_spaced("own")),
        )
        .sort(
            "a",
            "organization",
            pl.col("organization_full").str.len_chars(),
            "organization_full",
            descending=[False, False, True, False],
        )
    )
    # Several that are not each other's short forms leave it as it stands.
    longest = pl.col("organization_full").first().over("a", "organization")
    own = pl.col("own_full")
    same = longest.eq(pl.col("organization_full")) | own.first().over("a", "organization").str.ends_with(own)
    full = (
        pairs.filter(same.all().over("a", "organization"))
        .unique(["a", "organization"], keep="first", maintain_order=True)
        .select("a", "organization", full="organization_full")
    )
    # Firms, boards, schools and what is told by letters are no two of one name.
    return _renamed(named, pl.concat([full, _whole_boards(named), _schools(named), _by_letters(named)]))


def of_area(named: pl.DataFrame) -> pl.DataFrame:
    """Bodies that every area has, told without it, by their whole name: "Cơ quan Cảnh sát điều tra" where the article has that of one
    police force.
    """
    every = named.select("a", "organization").unique(maintain_order=True)
    bare = every.filter(pl.col("organization").str.contains(rf"^{EVERYWHERE}$"))
    head = pl.col("organization").str.extract(rf"^({EVERYWHERE}) {OF_AREA}")
    whole = every.select("a", full="organization", organization=head).drop_nulls("organization")
    met = bare.join(whole, on=["a", "organization"])
    return _renamed(named, met.filter(pl.len().over("a", "organization") == 1))


def _renamed(named: pl.DataFrame, full: pl.DataFrame) -> pl.DataFrame:
    """The rows with the names of `full` (a, organization, full) in place of those it tells."""
    met = named.join(full, on=["a", "organization"], how="left", maintain_order="left")
    return met.with_columns(organization=pl.coalesce("full", "organization")).drop("full")


@cache
def _of_group() -> pl.Expr:
    """Whether a firm's name is a group's with its legal form: "Tập đoàn Sao Mai" of "Công ty cổ phần Tập đoàn Sao Mai" (Boolean)."""
    group = (pl.col("head") == "Tập đoàn") & (pl.col("head_full") == "Công ty")
    return group & pl.col("legal_full").str.ends_with(" Tập đoàn") & (_spaced("own_full") == _spaced("own"))


def _cased_alike(named: pl.DataFrame) -> pl.DataFrame:
    """Names that an article also writes with other capitals, or with a tone elsewhere (a, organization, full): the one told most often, then the
    one of most words with a capital ("Cục Quản lý Cạnh tranh" for "Cục Quản lý cạnh tranh").
    """
    forms = named.group_by("a", "organization", maintain_order=True).agg(_told=pl.len())
    words = pl.col("organization").str.count_matches(rf"(?:^| ){CAPITAL}")
    key = one_tone(pl.col("organization").str.to_lowercase())
    forms = forms.with_columns(_key=key, _words=words)
    several = forms.filter(pl.len().over("a", "_key") > 1)
    # A name in capitals throughout is a headline's.
    several = several.with_columns(_loud=pl.col("organization").str.count_matches(rf"{CAPITAL}{{6}}"))
    by = ["a", "_key", "_loud", "_told", "_words", "organization"]
    several = several.sort(by, descending=[False, False, False, True, True, False])
    full = several.with_columns(full=pl.col("organization").first().over("a", "_key"))
    return full.filter(pl.col("full") != pl.col("organization")).select("a", "organization", "full")


def _whole_boards(named: pl.DataFrame) -> pl.DataFrame:
    """Boards told by the first of what they manage (a, organization, full): "Ban Quản lý Khu kinh tế Sông Mây" is that of
    "… và các Khu công nghiệp Quảng Ngãi" where the article has one such.
    """
    boards = named.filter(pl.col("organization").str.starts_with("Ban Quản lý "))
    boards = boards.select("a", "organization").unique(maintain_order=True)
    more = pl.concat_str("organization", pl.lit(" và các "))
    longer = boards.join(boards.rename({"organization": "full"}), on="a").filter(
        pl.col("full").str.starts_with(more)
    )
    return longer.filter(pl.len().over("a", "organization") == 1)


def _schools(named: pl.DataFrame) -> pl.DataFrame:
    """Universities told without the word for a school (a, organization, full): "Đại học Sông Mây" where the article also has "Trường
    Đại học Sông Mây".
    """
    schools = named.filter(pl.col("organization").str.contains("^(?:Trường )?Đại học "))
    schools = schools.select("a", "organization").unique(maintain_order=True)
    whole = schools.with_columns(full=pl.concat_str(pl.lit("Trường "), "organization"))
    return whole.join(schools, left_on=["a", "full"], right_on=["a", "organization"], how="semi")


def _by_letters(named: pl.DataFrame) -> pl.DataFrame:
    """Bodies told by their head and the first letters of the rest (a, organization, full): "Cục QLSM" where the article has one "Cục
    Quản lý Sông Mây".
    """
    parts = named.select("a", "organization").unique(maintain_order=True).with_columns(
        _head=pl.col("organization").str.extract(LETTERED), _rest=pl.col("organization").str.replace(LETTERED, "")
    ).drop_nulls("_head")  # fmt: skip
    short = parts.filter(pl.col("_rest").str.contains(rf"^{CAPITAL}{{2,6}}$"))
    long = parts.filter(pl.col("_rest").str.contains(" ")).select(
        "a", "_head", full="organization", _letters=_initials(pl.col("_rest"))
    )
    short = short.with_columns(_letters=bare(pl.col("_rest")))
    met = short.join(long, on=["a", "_head", "_letters"]).select("a", "organization", "full")
    return met.filter(pl.len().over("a", "organization") == 1)


def _own_names(named: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The own names that end firms' names: a, organization, surface, alone (nothing but the head and the legal form
    stands before it); of a group and its firms the group's.

    A lone syllable is none, nor is a place's or a person's name; it must be no other firm's of the article.
    """
    firms = _firms(named)
    candidates = pl.concat(
        [
            firms.with_columns(surface=pl.col("own").str.extract(OWN_FOREIGN)),
            firms.with_columns(surface=pl.col("own").str.extract(OWN_TWO)),
            firms.with_columns(surface=pl.col("own").str.extract(OWN_THREE)),
        ]
    ).drop_nulls("surface")
    word = pl.col("surface")
    candidates = candidates.filter(
        ~word.str.contains(rf"^{ONE_SYLLABLE}$"),
        ~word.is_in(lexicon.localities["word"].implode()),
        ~word.is_in(lexicon.places["name"].implode()),
        ~word.str.contains(" ") | ~word.str.extract(r"^(\S+)").is_in(lexicon.surnames["surname"].implode()),
    )
    group = pl.col("head").is_in(["Tập đoàn", "Tổng công ty"])
    return (
        candidates.sort("a", "surface", group, descending=[False, False, True], maintain_order=True)
        .filter((pl.len().over("a", "surface") == 1) | (group & (group.sum().over("a", "surface") == 1)))
        .select("a", "organization", "surface", alone=pl.col("own") == pl.col("surface"))
    )


@of_rows
def _firms(named: pl.DataFrame) -> pl.DataFrame:
    """The firms of each article in parts: a, organization, head, legal (its form), own (the name behind them)."""
    name = pl.col("organization")
    rest = name.str.replace(FIRM, "")
    return (
        named.filter(name.str.contains(FIRM))
        .select("a", "organization")
        .unique(maintain_order=True)
        .with_columns(head=name.str.extract(f"({FIRM[1:]})"), legal=rest.str.extract(f"({LEGAL_FORM})"))
        .with_columns(own=rest.str.slice(pl.col("legal").str.len_chars()).str.strip_chars_start(" "))
    )


@cache
def _spaced(column: str) -> pl.Expr:
    return pl.concat_str(pl.lit(" "), pl.col(column).str.to_lowercase())


def _initials(name: pl.Expr) -> pl.Expr:
    """The first letters of a name's syllables, without marks: "Viện Nghiên cứu Cây ăn quả" is VNCCAQ."""
    return bare(name.str.to_uppercase().str.replace_all(rf"({LETTER}){LETTER}*[ ,\-–]*", "${1}"))


def bare(letters: pl.Expr) -> pl.Expr:
    """Capital letters without their marks."""
    return letters.str.normalize("NFD").str.replace_all(r"\p{M}", "").str.replace_all("Đ", "D", literal=True)


def _subsequence(short: pl.Expr, letters: pl.Expr) -> pl.Expr:
    """Whether at least half of the short form's letters, the first one too, are among the name's first letters.

    Abbreviations of English names share fewer letters; a longer name in brackets is none.
    """
    plain = bare(short)
    shared = plain.str.extract_all(rf"{LETTER}").list.set_intersection(letters.str.extract_all(rf"{LETTER}"))
    return shared.list.len() * 2 >= plain.str.extract_all(rf"{LETTER}").list.unique().list.len()
