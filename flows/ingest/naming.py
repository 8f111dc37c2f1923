"""What names an article across its versions, and where it comes from."""

import re

import polars as pl

from flows.assets import reference
from flows.contracts import key
from flows.ingest.addresses import FRONT, TRACKED, VISITED

TRACKING = rf"(?i)([?&]){TRACKED}"


# A folder that says no more than when: a day, a number, a partition ("dt=2025-03-04"), an archive.
NO_SCOPE = r"(?i)^(?:\d[\d._-]*|[^=]+=.*|.*\.zip)$"
# A front page names no article: no path, or a page's name alone; its query may still name one.
HOME = rf"(?i)^https://[^/?]+(?:/{FRONT})?$"
ID_IN_QUERY = r"(?i)[?&](?:p|\w*id)=[^&]*\d"


def article_key() -> tuple[pl.Expr, pl.Expr]:
    """(keyed_by, article_key) of an article, from url, document_id, origin, row_number, source and text_sha256.

    By its address where that has a path; else by its id, or its path, within its source, or within the last folder of
    its origin that is no day or number: exports of another day keep their ids. A row without an id is its text.
    """
    address = canonical_url(pl.col("url"))
    is_named = ~address.str.replace(r"\?.*$", "").str.contains(HOME) | address.str.contains(ID_IN_QUERY)
    address = pl.when(is_named).then(address)
    number = (
        pl.col("document_id").str.normalize("NFC").str.strip_chars().str.replace(r"^(\d+)\.0+$", "$1")
    )  # a float, for others lack theirs
    stable = reference("sources").filter(pl.col("ids") == "stable")["source"]
    is_stable = pl.col("source").is_in(stable.implode()).fill_null(False)
    is_row = pl.col("row_number").is_not_null()
    below_root = pl.col("origin").str.replace(r"^[^/]*/", "")
    path = (
        pl.when(pl.col("source").is_null())
        .then("origin")
        .otherwise(pl.concat_str("source", pl.lit("|"), below_root))
    )
    scope = pl.coalesce("source", _folder())
    keyed_by = (
        pl.when(address.is_not_null()).then(pl.lit("url"))
        .when(number.is_not_null() & is_stable).then(pl.lit("stable_id"))
        .when(number.is_not_null()).then(pl.lit("id"))
        .when(is_row).then(pl.lit("text"))
        .otherwise(pl.lit("path"))
    )  # fmt: skip
    named = (
        pl.when(address.is_not_null()).then(address)
        .when(number.is_not_null()).then(pl.concat_str(pl.lit("id|"), scope, pl.lit("|"), number))
        .when(is_row).then(pl.concat_str(pl.lit("text|"), scope, pl.lit("|"), "text_sha256"))
        .otherwise(path)
    )  # fmt: skip
    return keyed_by, key(pl.lit("article"), named)


def _folder() -> pl.Expr:
    """The last folder of an origin that could be the name of a collection."""
    file = (
        pl.when(pl.col("row_number").is_null())
        .then("origin")
        .otherwise(pl.col("origin").str.extract(r"^([^#]*)"))
    )
    folders = file.str.replace(r"/?[^/]*$", "").str.split("/")
    named = folders.list.eval(pl.element().filter(~pl.element().str.contains(NO_SCOPE)))
    return pl.coalesce(named.list.last(), folders.list.first())


def canonical_url(url: pl.Expr) -> pl.Expr:
    """An address as far as it names the article; null where the text is no web address.

    Scheme and host are small letters, http counts as https; fragment, tracking, the id of a visit and a closing slash go. A fragment that is a
    route ("#/bai-1", "#!bai-1") names what is shown, and stays.

    >>> pl.select(canonical_url(pl.lit("HTTP://Bao.vn/tin/?utm_source=x&id=5#dau"))).item()
    'https://bao.vn/tin?id=5'
    >>> pl.select(canonical_url(pl.lit("https://bao.vn/tin#/bai-1"))).item()
    'https://bao.vn/tin#/bai-1'
    """
    host = _host(url).str.replace(r"^www\.", "")
    return pl.concat_str(pl.lit("https://"), host, *_rest(url))


def fetched_url(url: pl.Expr) -> pl.Expr:
    """An address as it is shown, a link that can be opened: as `canonical_url`, but scheme and host are those that answered.

    >>> pl.select(fetched_url(pl.lit("http://www.xa.vn/tin/?utm_source=x&id=5#dau"))).item()
    'http://www.xa.vn/tin?id=5'
    """
    return pl.concat_str(url.str.extract(r"^\s*(?i:(https?://))").str.to_lowercase(), _host(url), *_rest(url))


def _host(url: pl.Expr) -> pl.Expr:
    host = url.str.strip_chars().str.extract(r"^(?i:https?)://([^/?#\s]+)")
    return host.str.to_lowercase().str.replace(r":(?:80|443)$", "")


def _rest(url: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """(path, query, route) of an address, without what names nothing; the path null where it is none."""
    url = url.str.strip_chars()
    rest = url.str.extract(r"^(?i:https?)://[^/?#\s]+([^#\s]*)")
    query = (
        rest.str.extract(r"(\?.*)$")
        .str.replace_all(TRACKING, "$1")
        .str.replace_all(r"&{2,}", "&")
        .str.replace_all(r"\?&", "?")
        .str.replace(r"[?&]$", "")
    )
    path = rest.str.replace(r"\?.*$", "").str.replace_all(f"(?i){VISITED}", "").str.replace(r"/+$", "")
    route = url.str.extract(r"(#[/!]\S+)$")
    return path, query.fill_null(""), route.fill_null("")


def source() -> pl.Expr:
    """The source by its metadata, else by the host of its address, else by the folder of its origin; null without any.

    Names and hosts that seeds/reference/sources.csv lists become that row's `source`; others stay as they are.
    """
    seeds, listed = reference("sources"), _listed_names()
    folders = seeds.with_columns(pl.col("folders").str.split("|")).explode("folders").drop_nulls("folders")
    by_folder = dict(zip(folders["folders"], folders["source"], strict=True))
    stated = pl.col("source").str.strip_chars()
    host = pl.col("url").str.extract(r"^(?i:https?)://(?:www\.|m\.)?([^/?#:\s]+)").str.to_lowercase()
    folder = pl.col("origin").str.extract(r"^(.*)/[^/]*$")
    return pl.coalesce(
        _listed(stated, listed),
        stated,
        _listed(host, listed),
        host,
        folder.replace_strict(by_folder, default=None, return_dtype=pl.String),
    )


def _listed_names() -> dict[str, str]:
    """The `source` of each name, small letters, that seeds/reference/sources.csv lists."""
    rows = reference("sources").select(
        "source", name=pl.concat_list("source", "name_vi", "aliases").list.drop_nulls().list.join("|")
    )
    names = (
        rows.with_columns(pl.col("name").str.split("|"))
        .explode("name")
        .unique("name", keep="first", maintain_order=True)
    )
    return dict(zip(names["name"].str.to_lowercase(), names["source"], strict=True))


# A source that is written as an address, or as a host: "https://www.bao.example.vn/tin-1.html", "BAO.EXAMPLE.VN".
AN_ADDRESS = r"^(?i:https?://|www\.)(?i:www\.|m\.)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?:[:/?#]\S*)?$"
A_HOST = r"^((?:[A-Za-z0-9-]+\.)+(?i:vn|com|net|org|info|tv|asia))(?:[:/?#]\S*)?$"


def plain_source(source: pl.Expr) -> pl.Expr:
    """A source as `source` tells it; of one that is written as an address or a host its host alone, as that of an address.

    Keys of articles are made of what is written: they stay what they were.

    >>> pl.select(plain_source(pl.Series(["HTTPS://www.Xa.vn/tin-1.html", "XA.VN", "Báo Xa"]))).to_series().to_list()
    ['xa.vn', 'xa.vn', 'Báo Xa']
    """
    host = pl.coalesce(source.str.extract(AN_ADDRESS), source.str.extract(A_HOST)).str.to_lowercase()
    # "bao.example.vn/kinh-te" may be a row's own.
    is_listed = source.is_in(reference("sources")["source"].implode())
    plain = pl.coalesce(_listed(host, _listed_names()), host, source)
    return pl.when(is_listed).then(source).otherwise(plain)


def without_site_name(title: pl.Expr) -> pl.Expr:
    """A page's title without " - NAME" of its paper, for the names in sources.csv."""
    names = reference("sources").select(pl.concat_list("name_vi", "aliases").list.drop_nulls().list.join("|"))
    words = "|".join(re.escape(n) for row in names.to_series() for n in row.split("|") if n)
    return title.str.replace(rf"(?i)\s+[-–|]\s+(?:báo )?(?:{words})$", "")


def _listed(name: pl.Expr, listed: dict[str, str]) -> pl.Expr:
    """The listed source of a name, or of the site that a host belongs to ("kinhdoanh.vnexpress.net")."""
    name = name.str.to_lowercase().str.replace(r"^www\.", "")
    site = name.str.extract(r"^[^.\s]+\.([^.\s]+\.[^\s]+)$")
    return pl.coalesce(n.replace_strict(listed, default=None, return_dtype=pl.String) for n in (name, site))
