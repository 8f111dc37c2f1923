"""Facts as linked data: schema.org for what a fact says, PROV-O for what it rests on, terms of khotin's own for the rest."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from flows.export.tables import rows
from flows.export.views import View

CONTEXT = {
    "@vocab": "urn:khotin:term:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov:wasDerivedFrom": {"@type": "@id"},
    "schema:datePublished": {"@type": "xsd:date"},
}
TYPES = {
    "measurements": "schema:Observation",
    "targets": "schema:Claim",
    "statements": "schema:Quotation",
    "events": "schema:Event",
    "investments": "schema:Project",
    "agreements": "schema:Claim",
    "position_observations": "schema:Role",
    "citations": "schema:Legislation",
}  # mentions name things and state nothing
# Columns that schema.org has a word for; the others keep their name, in khotin's own terms.
WORDS = {
    "measurements": {"metric": "schema:measuredProperty", "subject": "schema:observationAbout", "value": "schema:value", "unit": "schema:unitText", "period_end": "schema:observationDate"},
    "targets": {"goal": "schema:text", "subject": "schema:about", "deadline": "schema:expires", "value": "schema:value", "unit": "schema:unitText"},
    "statements": {"statement": "schema:text", "speaker": "schema:creator"},
    "events": {"name": "schema:name", "starts_on": "schema:startDate", "ends_on": "schema:endDate", "place": "schema:location", "hosts": "schema:organizer", "participants": "schema:attendee"},
    "investments": {"project": "schema:name", "investor": "schema:funder", "place": "schema:location"},
    "agreements": {"parties": "schema:author", "fields": "schema:about"},
    "position_observations": {"title": "schema:roleName", "person": "schema:member", "organization": "schema:memberOf", "starts_on": "schema:startDate", "ends_on": "schema:endDate"},
    "citations": {"symbol": "schema:legislationIdentifier", "issuer": "schema:legislationPassedBy", "kind": "schema:legislationType"},
}  # fmt: skip
EVIDENCE = {"sentence": "sentence", "surface": "surface", "char_start": "charStart", "char_end": "charEnd"}
LEFT_OUT = {"fact_id", "article_id", "article_version", "published_on", "claim_id", "rule", "rules_version", "confidence", *EVIDENCE}  # fmt: skip


def write_linked(connection: duckdb.DuckDBPyConnection, views: list[View], path: Path) -> int:
    """One JSON-LD document with a node an article and a node a fact; how many nodes."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [')
        for count, node in enumerate(_nodes(connection, views), 1):
            file.write(",\n" if count > 1 else "\n")
            file.write(json.dumps(node, ensure_ascii=False, default=_plain))
        file.write("\n]}\n")
    return count


def _nodes(connection: duckdb.DuckDBPyConnection, views: list[View]) -> Iterator[dict[str, Any]]:
    for view in views:
        if view.name != "articles" and view.name not in TYPES:
            continue
        for row in rows(connection, view):
            told = {c: v for c, v in zip(view.columns, row, strict=True) if v is not None and v != []}
            yield _article(told) if view.name == "articles" else _fact(view.name, told)


def _article(told: Mapping[str, Any]) -> dict[str, Any]:
    node = {"@id": f"urn:khotin:article:{told['article_id']}", "@type": ["schema:NewsArticle", "prov:Entity"]}
    words = {"title": "schema:headline", "published_on": "schema:datePublished", "source": "schema:publisher", "byline": "schema:author", "language": "schema:inLanguage", "text": "schema:articleBody", "article_version": "schema:version"}  # fmt: skip
    url = (
        {"schema:url": told["origin"]}
        if "://" in told.get("origin", "")
        else {"schema:identifier": told.get("origin")}
    )
    return node | {word: told[c] for c, word in words.items() if c in told} | url  # fmt: skip


def _fact(kind: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What a fact says; what it was derived from: the article and the very words; what generated it: a rule, with its precision."""
    said = {WORDS[kind].get(c, c): v for c, v in told.items() if c not in LEFT_OUT}
    generated = {"@type": "prov:Activity", "rule": told.get("rule"), "rulesVersion": told.get("rules_version"), "confidence": told.get("confidence")}  # fmt: skip
    return {
        "@id": f"urn:khotin:fact:{told['fact_id']}",
        "@type": [TYPES[kind], "prov:Entity", f"urn:khotin:term:{kind}"],
        **said,
        "prov:wasDerivedFrom": f"urn:khotin:article:{told['article_id']}",
        "prov:qualifiedDerivation": {
            "@type": "prov:Quotation",
            **{word: told[c] for c, word in EVIDENCE.items() if c in told},
        },
        "prov:wasGeneratedBy": {word: v for word, v in generated.items() if v is not None},
    }


def _plain(value: Any) -> Any:
    """A decimal as a plain number, a day in ISO."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
