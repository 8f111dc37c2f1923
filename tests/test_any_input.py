"""No document stops a run, whatever it holds: `make soak` looks among many more."""

from tests.inputs import drawn, failures


def test_a_hundred_inputs_of_any_kind_are_read_or_rejected_and_none_fails(tmp_path):
    assert failures(drawn(100), tmp_path) == []
