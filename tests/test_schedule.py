"""Scheduled runs after a rollback; that they fire by themselves shows `tests/incoming/test_source_cli.py`."""


def test_after_a_rollback_scheduled_runs_hold_until_they_are_let_go_on(tmp_path):
    from flows.load import ops
    from flows.scheduled import scheduled_run

    warehouse, incoming = tmp_path / "khotin.duckdb", tmp_path / "incoming"
    ops.start_run(warehouse, "r1", "rules", "rollback")
    ops.roll_back(warehouse, 3, "r1")
    assert scheduled_run.fn([str(incoming)], str(warehouse)).startswith(
        "held: generation 3 was published again"
    )
    assert ops.resume(warehouse) and not ops.resume(warehouse)
    assert (
        scheduled_run.fn([str(incoming)], str(warehouse)) == "nothing_new"
    )  # it goes on, and finds nothing there
    assert "no document there" in ops.last_runs(warehouse, 1)[0]["message"]
