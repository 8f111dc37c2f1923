"""Whoever looks at a schedule's lines sees that the disk is full: no turn can begin then that would say so."""

from pathlib import Path
from time import sleep

import pytest

from flows.operate import room
from tests.run.test_ends import mounted, until


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
