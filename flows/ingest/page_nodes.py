"""What a web page says of its article in JSON-LD: which objects, whether they are of this page, who wrote and published it."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from flows.ingest.page_head import is_same_title

ARTICLE_KINDS = frozenset(
    ("Report", "BlogPosting", "LiveBlogPosting")
)  # and every kind that ends in "Article"


def nodes_of(tree: Any) -> list[dict[str, Any]]:
    """The JSON-LD objects that a page makes statements with; a block that is no JSON is left out."""
    return [node for block in _blocks(tree) for node in _nodes(block)]


def is_of_this_page(nodes: list[dict[str, Any]], titles: list[str], addresses: list[str]) -> bool:
    """Whether one of a page's objects says that it is of the page with these titles or addresses."""
    return any(_is_of_this(node, titles, addresses) for node in nodes)


def authors(nodes: list[dict[str, Any]]) -> list[str]:
    """The names of the persons who are the authors in JSON-LD objects."""
    told = [one for node in nodes for one in _listed(node.get("author"))]
    names = [
        one.get("name") if one.get("@type", "Person") == "Person" else None
        for one in told
        if isinstance(one, dict)
    ]
    names += [one for one in told if isinstance(one, str) and not one.lower().startswith("http")]
    return list(
        dict.fromkeys(html.unescape(name).strip() for name in names if isinstance(name, str) and name.strip())
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def publisher(tree: Any, nodes: list[dict[str, Any]], own: list[dict[str, Any]]) -> str | None:
    """The name of the paper that published the article of a page's `own` JSON-LD objects, else of the site; null where none is told."""
    named = {node.get("@id"): node for node in nodes if node.get("name")}
    for node in own:
        for one in _listed(node.get("publisher")):
            found = named.get(one.get("@id"), one) if isinstance(one, dict) and "name" not in one else one
            name = found.get("name") if isinstance(found, dict) else found
            if isinstance(name, str) and name.strip():
                return html.unescape(name).strip()
    names = (
        m
        for m in tree.iter("meta")
        if m.get("property") == "og:site_name" or (m.get("name") or "").lower() == "dc.publisher"
    )
    return next((content.strip() for m in names if (content := m.get("content") or "").strip()), None)


def of_this_page(
    nodes: list[dict[str, Any]], titles: list[str], addresses: list[str]
) -> list[dict[str, Any]]:
    """The objects that say they are of the page with these titles or addresses; else those that say nothing of it."""
    claims = [_is_of_this(node, titles, addresses) for node in nodes]
    own = [node for node, claim in zip(nodes, claims, strict=True) if claim]
    return own or [node for node, claim in zip(nodes, claims, strict=True) if claim is None]


def stated_text(nodes: list[dict[str, Any]]) -> tuple[str, str]:
    """(headline, text) of the JSON-LD object that holds the longest `articleBody`, as it is written there; empty where none has one."""
    texts = [(n["articleBody"], n.get("headline")) for n in nodes if isinstance(n.get("articleBody"), str)]
    text, title = max(texts, key=lambda pair: len(pair[0]), default=("", ""))
    return html.unescape(title) if isinstance(title, str) else "", html.unescape(text)


def node_addresses(node: dict[str, Any]) -> list[str]:
    """The addresses that a JSON-LD object gives for itself."""
    page = node.get("mainEntityOfPage")
    ids = page if isinstance(page, list) else [page]
    told = [node.get("url"), *(i.get("@id") or i.get("url") if isinstance(i, dict) else i for i in ids)]
    return [t.strip() for t in told if isinstance(t, str) and t.strip().lower().startswith("http")]


def plain_address(url: str) -> str:
    """Host and path of an address, as far as two writings of it agree: no scheme, "www.", "m.", query, closing slash."""
    bare = re.sub(r"^(?:https?:)?//(?:www\.|m\.|amp\.)?", "", url.strip().lower())
    return re.split(r"[?#]", bare)[0].rstrip("/")


def _blocks(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = re.sub(
            r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script.text or ""
        )
        try:
            yield json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(block: Any) -> Iterator[dict[str, Any]]:
    """The objects that a block makes statements with: itself, its list, its @graph, what its page is mainly of."""
    waiting = deque([block])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def is_article(node: dict[str, Any]) -> bool:
    """Whether an object is of an article's kind."""
    kinds = node.get("@type")
    names = [
        re.split(r"[/:#]", k)[-1]
        for k in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(k, str)
    ]
    return any(name.endswith("Article") or name in ARTICLE_KINDS for name in names)


def _is_of_this(node: dict[str, Any], titles: list[str], addresses: list[str]) -> bool | None:
    """Whether an object says that it is of the page with these titles or addresses; null where it does not say."""
    headings = [
        node[key] for key in ("headline", "name") if isinstance(node.get(key), str) and node[key].strip()
    ]
    headings = [html.unescape(html.unescape(h)) for h in headings]
    pages = [plain_address(a) for a in node_addresses(node)]
    pages = [p for p in pages if "/" in p]  # a home page says nothing
    own = {plain_address(a) for a in addresses}
    agree = []
    if headings and titles:
        agree.append(any(is_same_title(h, t) for h in headings for t in titles))
    if pages and own:
        agree.append(any(p in own for p in pages))
    return any(agree) if agree else None
