"""Scheduled runs after a rollback; that they fire by themselves shows `tests/run/test_source_cli.py`."""

import importlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from flows import schedule
from flows.assets import root
from flows.load import captures, ops
from flows.operate.doctor import findings
from flows.run import one_run
from flows.scheduled import NotAllowed, check, let_go_of_missed, turn
from flows.settings import ALLOWED
from tests.conftest import told_to


def test_after_a_rollback_scheduled_runs_hold_until_they_are_let_go_on(tmp_path):
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


HEAD = "source,name_vi,name_en,aliases,folders,ids,kind,address,section,language,licence,pass_on,delay,schedule,active,withdraws\n"


@pytest.fixture
def two_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The warehouse of a home whose seeds watch two folders, one of them called like its source."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    rows = [
        f"{n},Thư mục,Folder,,,,folder,{tmp_path / n},,vi,,no,,{when},yes,no\n"
        for n, when in (("sang", "30m"), ("chieu", ""))
    ]
    (seeds / "sources.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    monkeypatch.setenv("KHOTIN_SEEDS", str(seeds))
    monkeypatch.chdir(tmp_path)
    for name in ("sang", "chieu"):
        (tmp_path / name).mkdir()
    return tmp_path / "khotin.duckdb"


def test_each_active_source_has_turns_of_its_own(two_folders):
    told = [(t.name, t.when, t.places, t.deployment) for t in schedule.planned([], two_folders, None)]
    assert told == [("sang", "30m", ("sang",), "khotin-sang"), ("chieu", "1h", ("chieu",), "khotin-chieu")]
    (all_of_them,) = schedule.planned([], two_folders, "15m")
    assert (all_of_them.name, all_of_them.places, all_of_them.deployment) == ("all", (), "khotin")


def test_a_turn_makes_up_for_missed_ones_of_its_own_source_only_and_a_paused_one_is_left_out(
    two_folders, capsys
):
    missed = datetime.now(UTC) - timedelta(minutes=1)
    told = [
        turn([name], two_folders, missed, name).split(":")[0] for name in ("sang", "chieu", "sang", "chieu")
    ]
    assert told == ["nothing_new", "nothing_new", "skipped", "skipped"]
    (two_folders.parent / "sang" / "a.txt").write_text("Thu ngân sách", encoding="utf-8")
    captures.put_state(two_folders, "sang", {"active": False})
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert turn(["sang"], two_folders, later, "sang") == "nothing_new"
    assert (
        ops.last_runs(two_folders, 1)[0]["message"]
        == "sang đang tạm dừng / is paused: `khotin source resume sang`"
    )
    assert [line.split("  ")[1] for line in capsys.readouterr().out.splitlines()] == ["sang", "chieu"] * 2 + [
        "sang"
    ]


def test_turns_that_fell_due_during_a_run_are_let_go_but_for_one_that_it_did_not_make_up_for(
    tmp_path, warm, capsys
):
    from prefect.client.orchestration import get_client
    from prefect.states import Scheduled

    with told_to(warm), get_client(sync_client=True) as client:
        flow_id = client.create_flow_from_name("khotin-scheduled")
        deployment = client.create_deployment(flow_id, tmp_path.name)
        due = [datetime.now(UTC) - timedelta(minutes=ago) for ago in (9, 6, 3)]
        turns = [
            client.create_flow_run_from_deployment(deployment, state=Scheduled(scheduled_time=t)) for t in due
        ]

        def waiting() -> list[bool]:
            return [client.read_flow_run(t.id).state.is_scheduled() for t in turns]

        assert (
            let_go_of_missed(deployment, tmp_path / "khotin.duckdb", "all", "while no schedule was served")
            == 2
        )
        assert waiting() == [False, False, True]  # no run began since it was due
        begun = tmp_path / "work" / "turns" / "all"
        begun.parent.mkdir(parents=True)
        begun.write_text(json.dumps({"at": datetime.now(UTC).isoformat(), "run_id": "r1", "notes": []}))
        assert let_go_of_missed(deployment, tmp_path / "khotin.duckdb", "all") == 1
        assert not any(waiting()) and not let_go_of_missed(deployment, tmp_path / "khotin.duckdb", "all")
        client.delete_deployment(deployment)
    told = [line.split("  ")[1] for line in capsys.readouterr().out.splitlines()]
    assert told == [
        "skipped: 2 turns that fell due while no schedule was served",
        "skipped: 1 turn that fell due meanwhile",
    ]


def test_a_folder_that_is_not_there_is_told_and_keeps_no_other_source_waiting(two_folders, monkeypatch):
    def wrong() -> list[tuple[str, str]]:
        return [(f.what, f.mend) for f in findings(two_folders) if not f.good]

    home = two_folders.parent
    (home / "sang").rmdir()
    (home / "chieu" / "a.txt").write_text("Thu ngân sách", encoding="utf-8")
    told = (
        f"nguồn / source sang: không có / is not there: {home / 'sang'}",
        "tạo nó, hoặc / make it, or `khotin source pause sang` leaves it out",
    )
    assert told in wrong()
    ran = []
    monkeypatch.setattr(one_run, "_carried", lambda run, *given, **more: ran.append(run))
    one_run.run_once([], two_folders, 8_000_000)
    assert ran[0].documents["read"] == 1 and ran[0].notes == ("; ".join(told),)
    captures.put_state(two_folders, "sang", {"active": False})
    assert told not in wrong()


def test_a_run_that_prefect_s_pages_ask_for_stays_within_what_its_schedule_takes_in(two_folders, monkeypatch):
    check(["/etc"], "anywhere.duckdb")  # asked for by no schedule
    inside = two_folders.parent / "sang"
    monkeypatch.setenv(ALLOWED, json.dumps([str(two_folders), str(inside), "chieu"]))
    check([str(inside / "a.txt"), str(inside), "chieu", "https://bao.example/rss"], str(two_folders))
    for sources in (["/etc/passwd"], [f"{inside}/../chieu"], [str(two_folders.parent / "x.warc.gz")]):
        with pytest.raises(NotAllowed, match="lies outside of what this schedule takes in"):
            check(sources, str(two_folders))
    with pytest.raises(NotAllowed, match="is not the warehouse of this schedule"):
        check([], "/tmp/other.duckdb")


def test_prefect_yaml_deploys_the_flow_that_the_schedule_serves():
    (told,) = yaml.safe_load((root() / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    module, _, name = told["entrypoint"].rpartition(".")
    flow = getattr(importlib.import_module(module), name)
    assert flow.validate_parameters(told["parameters"]) == told["parameters"]
    schema = flow.parameters.model_dump()["properties"]
    assert all(parameter["description"] for parameter in schema.values())
