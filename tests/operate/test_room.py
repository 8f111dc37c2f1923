"""Whoever looks at a schedule's lines sees that the disk is full: no turn can begin then that would say so."""

from pathlib import Path
from threading import Timer
from time import sleep

import pytest

from flows.operate import room
from tests.run.test_ends import mounted, until


def test_a_schedule_that_begins_on_a_full_disk_waits_until_there_is_room(tmp_path, capfd):
    much = tmp_path / "disk" / "much"
    with mounted(tmp_path / "disk", "-o", "size=2m"):
        much.write_bytes(b"x" * 2 * 1024 * 1024)
        Timer(0.3, much.unlink).start()
        room.awaited(tmp_path / "disk", seconds=0.05)
        assert not much.exists()
    assert "has room again" in capfd.readouterr().out


def test_a_full_disk_is_told_once_and_so_is_its_room(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    said: list[str] = []

    def told(words: str) -> bool:
        for written in capfd.readouterr():
            said.extend(written.splitlines())
        return any(words in line for line in said)

    disk, much = tmp_path / "disk", tmp_path / "disk" / "much"
    with mounted(disk, "-o", "size=2m"), room.watched(disk, seconds=0.05):
        much.write_bytes(b"x" * 2 * 1024 * 1024)
        assert until(lambda: told("is full: no turn can begin"))
        sleep(0.3)
        much.unlink()
        assert until(lambda: told("has room again"))
        sleep(0.3)
    told("")
    assert [line.split(" / ")[0] for line in said] == ["khotin: đĩa đầy", "khotin: đĩa có chỗ lại"]
