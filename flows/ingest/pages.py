"""Web pages: the article out of its page, by trafilatura."""

from flows.ingest.header import Headed

MIN_TEXT = 200


class NotAnArticle(ValueError):
    """A page that is a list, a section or an empty frame."""


def page(html: str) -> Headed:
    """The article of a page. Raises NotAnArticle where too little running text is found."""
    import trafilatura  # takes half a second to import: only where pages are read

    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True)
    body = (found.text if found else "") or ""
    paragraphs = [p for p in body.split("\n") if p.strip()]
    sentences = [p for p in paragraphs if p.rstrip()[-1:] in ".!?…”\""]
    if len(body) < MIN_TEXT or len(sentences) < max(2, len(paragraphs) // 4):
        raise NotAnArticle(f"{len(body)} characters of running text in {len(paragraphs)} paragraphs")
    fields = {
        "title": found.title, "published_raw": found.date, "url": found.url, "byline": found.author, "lead": found.description, "source": found.hostname,
    }  # fmt: skip
    kept = {k: v.strip() for k, v in fields.items() if v and v.strip()}
    title = kept.get("title")
    if title and not body.startswith(title):
        body = f"{title}\n{body}"
    return Headed(kept, body, title, "metadata" if "published_raw" in kept else None)
