"""Accounts that balance: nothing that came in may be missing from what came of it."""

from collections.abc import Mapping


def balance(
    documents: Mapping[str, int],
    facts: Mapping[str, Mapping[str, int]],
    requests: Mapping[str, int] | None = None,
) -> list[str]:
    """A line for every account that does not balance; none where all do.

    documents: read = loaded + unchanged + duplicate + rejected. facts, by type: extracted = loaded + repeats + quarantined.
    requests: made = fetched + not modified + refused + failed.

    >>> balance({"read": 2, "loaded": 1, "unchanged": 0, "duplicate": 0, "rejected": 0}, {})
    ['documents: 2 read, but 1 loaded + 0 unchanged + 0 duplicate + 0 rejected = 1']
    """
    ways = ("loaded", "unchanged", "duplicate", "rejected")
    lines = _line("documents", documents, "read", ways)
    if requests:
        lines += _line("requests", requests, "made", ("fetched", "not_modified", "refused", "failed"))
    for name, counts in facts.items():
        lines += _line(name, counts, "extracted", ("loaded", "repeats", "quarantined"))
    return lines


def _line(what: str, counts: Mapping[str, int], total: str, ways: tuple[str, ...]) -> list[str]:
    found = sum(counts[w] for w in ways)
    if counts[total] == found:
        return []
    return [f"{what}: {counts[total]} {total}, but {' + '.join(f'{counts[w]} {w}' for w in ways)} = {found}"]
