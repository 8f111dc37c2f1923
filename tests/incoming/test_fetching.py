"""What a run fetches: new pages of a feed, pages that are due, and what becomes of sources that fail."""

from tests.incoming.conftest import Paper, asked_of, back, booked, taken_in


def test_a_feed_comes_in_once(paper: Paper, warehouse):
    paper.write(1, 2, 3)
    feed = paper.feed(1, 2, 3, etag='"a"')
    run = taken_in([feed], warehouse)
    assert run.documents == {"read": 3, "loaded": 3, "unchanged": 0, "duplicate": 0, "rejected": 0}
    assert run.requests == {"made": 4, "fetched": 4, "not_modified": 0, "refused": 0, "failed": 0}
    again = taken_in([feed], warehouse)
    assert again.state == "nothing_new"
    assert again.requests == {"made": 1, "fetched": 0, "not_modified": 1, "refused": 0, "failed": 0}
    assert paper.web.counts["/tin-1.html"] == 1
