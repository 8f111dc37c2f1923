"""What names an article across its versions, and where it comes from."""

import re

import polars as pl

from flows.assets import reference
from flows.contracts import key

TRACKING = r"(?i)([?&])(?:utm_[^&=]*|fbclid|gclid|zarsrc)(?:=[^&]*)?"


def article_id() -> pl.Expr:
    """The key of an article by its address, else the id in its metadata (`document_id`), else its origin."""
    return key(pl.lit("article"), pl.coalesce(canonical_url(pl.col("url")), "document_id", "origin"))


def canonical_url(url: pl.Expr) -> pl.Expr:
    """An address as far as it names the article; null where the text is no web address.

    Scheme and host are small letters, http counts as https; fragment, tracking and a closing slash go.

    >>> pl.select(canonical_url(pl.lit("HTTP://Bao.vn/tin/?utm_source=x&id=5#dau"))).item()
    'https://bao.vn/tin?id=5'
    """
    url = url.str.strip_chars()
    host = (
        url.str.extract(r"^(?i:https?)://([^/?#\s]+)")
        .str.to_lowercase()
        .str.replace(r"^www\.|:(?:80|443)$", "")
    )
    rest = url.str.extract(r"^(?i:https?)://[^/?#\s]+([^#\s]*)")
    query = (
        rest.str.extract(r"(\?.*)$")
        .str.replace_all(TRACKING, "$1")
        .str.replace_all(r"&{2,}", "&")
        .str.replace_all(r"\?&", "?")
        .str.replace(r"[?&]$", "")
    )
    path = rest.str.replace(r"\?.*$", "").str.replace(r"/+$", "")
    return pl.concat_str(pl.lit("https://"), host, path, query.fill_null(""))


def source() -> pl.Expr:
    """The source by its metadata, else by the host of its address, else by the folder of its origin; null without any.

    Names and hosts that seeds/reference/sources.csv lists become that row's `source`; others stay as they are.
    """
    seeds = reference("sources")
    rows = seeds.select(
        "source", name=pl.concat_list("source", "name_vi", "aliases").list.drop_nulls().list.join("|")
    )
    names = (
        rows.with_columns(pl.col("name").str.split("|"))
        .explode("name")
        .unique("name", keep="first", maintain_order=True)
    )
    listed = dict(zip(names["name"].str.to_lowercase(), names["source"], strict=True))
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
