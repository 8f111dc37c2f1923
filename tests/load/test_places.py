"""The gazetteer in the star: what became of a unit, and a mention as reported and as of today."""

import duckdb
import pytest

from flows.assets import reference, sql
from flows.load import merge, migrate, publish

NEWS = """date {day} Tin huyện xã

Thành phố Hạ Long và tỉnh Hải Dương họp bàn. Phường Quốc Tử Giám, quận Đống Đa, Hà Nội sửa đường. Đoàn thăm Hàn Quốc và Tây Nguyên.
"""


def show(connection):
    for view in ("mentions", "places", "place_mentions"):
        connection.execute(sql(f"marts/{view}.sql"))


@pytest.fixture
def gazetteer():
    with duckdb.connect() as connection:
        migrate.migrate(connection)
        migrate.load_reference(connection)
        show(connection)
        yield connection


def today(connection, code):
    return connection.execute(
        "SELECT today, len(today_places), today_province FROM mart.places WHERE place_code = ?", [code]
    ).fetchone()


def test_a_merged_province_is_one_unit_today(gazetteer):
    assert today(gazetteer, "p24") == ("tỉnh Bắc Ninh", 1, "Bắc Ninh")
    assert today(gazetteer, "p46-2023") == ("thành phố Huế", 1, "Huế")


def test_a_commune_is_followed_through_several_waves(gazetteer):
    # Merged in 2025-01, then divided in 2025-07.
    assert today(gazetteer, "c00184-2023") == (None, 2, "Hà Nội")


def test_a_district_lives_on_in_its_communes(gazetteer):
    one, several, province = today(gazetteer, "d200")
    assert one is None and several > 1 and province == "Quảng Ninh"
    assert today(gazetteer, "d471") == ("đặc khu Cồn Cỏ", 1, "Quảng Trị")


def test_every_unit_of_today_is_itself_today(gazetteer):
    odd = "SELECT count(*) FROM mart.places WHERE is_current AND today_code IS DISTINCT FROM place_code"
    assert gazetteer.execute(odd).fetchone() == (0,)


def test_seeds_that_changed_are_loaded_and_a_row_that_differs_is_replaced(gazetteer):
    assert not migrate.load_reference(gazetteer)
    gazetteer.execute("UPDATE ops.reference SET rules_version = 'older'")
    seeded = reference("administrative_units").height + reference("countries").height
    gazetteer.execute("UPDATE dim_place SET name = 'Sai' WHERE place_code = 'p22'")
    assert migrate.load_reference(gazetteer)
    assert (
        gazetteer.execute("SELECT count(*), count(DISTINCT place_code) FROM dim_place").fetchone()
        == (seeded,) * 2
    )
    assert gazetteer.execute("SELECT name FROM dim_place WHERE place_code = 'p22'").fetchone() == (
        "Quảng Ninh",
    )


def test_a_mention_is_shown_as_reported_and_as_of_today(stage, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    staging = stage({"a.txt": NEWS.format(day="2024-05-08")}).staging
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        merge.merge(work.connection, staging, "run", "rules")
        show(work.connection)
        rows = work.connection.execute(
            "SELECT place, unit, level, province, today, today_province FROM mart.place_mentions WHERE NOT is_repeat ORDER BY char_start"
        ).fetchall()
    assert rows == [
        ("Hạ Long", "thành phố", "district", "Quảng Ninh", None, "Quảng Ninh"),
        ("Hải Dương", "tỉnh", "province", "Hải Dương", "thành phố Hải Phòng", "Hải Phòng"),
        ("Quốc Tử Giám", "phường", "ward", "Hà Nội", None, "Hà Nội"),
        ("Đống Đa", "quận", "district", "Hà Nội", None, "Hà Nội"),
        ("Hà Nội", "thành phố", "city", "Hà Nội", "thành phố Hà Nội", "Hà Nội"),
        ("Hàn Quốc", None, "country", None, "Hàn Quốc", None),
        ("Tây Nguyên", None, None, None, None, None),
    ]
