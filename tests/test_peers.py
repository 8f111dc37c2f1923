"""The table of benchmarks/peers: what turns cost, and how khotin stands beside a peer."""

import runpy

from flows.assets import root

table = runpy.run_path(str(root() / "benchmarks" / "peers" / "table.py"))


def turns(*processor: float, units: int = 100) -> list[dict[str, float]]:
    return [{"processor": seconds, "wall": 2 * seconds, "units": units} for seconds in processor]


def test_a_row_tells_the_median_its_spread_and_the_rate_of_one_core():
    row = table["row"]("loading", "khotin", "rows", turns(4.0, 1.0, 2.0), None)
    assert row == "| loading | khotin | 2.00 (1.00..4.00) | 4.00 (2.00..8.00) | 50.0 rows |  |"


def test_a_peer_is_compared_by_what_it_does_in_a_second_not_by_how_long_it_ran():
    ours, fewer = turns(2.0, 2.0, 2.0, units=1_000), turns(1.0, 1.0, 1.0, units=5)
    assert table["row"]("reading", "a peer", "sentences", fewer, ours).endswith("| 5.00 sentences | 100x |")
    assert table["row"]("pages", "a peer", "pages", turns(1.0), turns(2.0)).endswith("| 0.50x |")
