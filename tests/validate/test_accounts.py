"""The accounts balance to the row, or say where they do not."""

from hypothesis import given
from hypothesis import strategies as st

from flows.validate.accounts import balance

COUNTS = st.integers(0, 10**9)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_what_is_accounted_for_gives_no_line(loaded, unchanged, duplicate, rejected):
    documents = {"loaded": loaded, "unchanged": unchanged, "duplicate": duplicate, "rejected": rejected}
    assert balance({**documents, "read": sum(documents.values())}, {}) == []


@given(COUNTS, COUNTS, COUNTS, st.integers(1, 10**9))
def test_a_fact_that_vanished_is_named_with_its_type(loaded, repeats, quarantined, vanished):
    counts = {
        "extracted": loaded + repeats + quarantined + vanished,
        "loaded": loaded,
        "repeats": repeats,
        "quarantined": quarantined,
    }
    healthy = {"extracted": 3, "loaded": 1, "repeats": 1, "quarantined": 1}
    documents = {"read": 0, "loaded": 0, "unchanged": 0, "duplicate": 0, "rejected": 0}
    lines = balance(documents, {"targets": counts, "events": healthy})
    assert len(lines) == 1 and lines[0].startswith(f"targets: {counts['extracted']} extracted")
