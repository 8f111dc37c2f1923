"""Bytes are kept before they are read, batches are bounded, and what is known is not read again."""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import tracemalloc
import zipfile
from datetime import UTC, datetime

import polars as pl
import pyarrow as pa
import pytest

from flows.ingest import discover, land, parse
from flows.ingest.unpack import FREE_BYTES

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NOTHING_KNOWN = pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})
TEXT = "Chợ quê họp trở lại\n\nSáng nay, bà con trong xã đã họp chợ phiên đầu tiên của năm mới tại bãi đất ven sông."


def rows(count: int, **more: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "id": [f"tin-{i}" for i in range(count)],
            "title": [f"Chợ phiên thứ {i}" for i in range(count)],
            "body": [f"{TEXT} Phiên {i}." for i in range(count)],
        }
    ).with_columns(**{k: pl.lit(v) for k, v in more.items()})


def test_bytes_are_kept_under_their_sha_as_they_came(take_in, landing):
    content = "\ufeffTin vắn\r\n".encode()
    taken = take_in({"a.txt": content})
    sha = hashlib.sha256(content).hexdigest()
    assert (landing / sha[:2] / sha[2:4] / sha).read_bytes() == content
    assert taken.documents.select("sha256", "origin", "media_type", "bytes", "state").rows() == [
        (sha, "articles/a.txt", "text/plain", len(content), "new")
    ]


def test_nothing_half_written_stays_in_the_landing(take_in, landing, folder):
    rows(3).write_parquet(folder / "rows.parquet")
    take_in({"a.txt": TEXT, "bad.csv": "a,a\n1,2\n"})
    assert not list(landing.rglob("*.part"))


def test_the_same_bytes_twice_are_kept_once_and_are_two_documents(take_in, landing):
    taken = take_in({"a.txt": TEXT, "b.txt": TEXT})
    assert taken.documents.height == 2
    assert len([p for p in landing.rglob("*") if p.is_file()]) == 1


def test_an_unchanged_document_is_known_and_a_changed_one_is_new(take_in):
    first = take_in({"a.txt": TEXT, "b.txt": TEXT + " Trời nắng."})
    again = take_in({"b.txt": TEXT + " Trời mưa."}, known=first.known)
    assert again.documents.select("origin", "state").rows() == [
        ("articles/a.txt", "unchanged"),
        ("articles/b.txt", "new"),
    ]
    assert again.articles["origin"].to_list() == ["articles/b.txt"]


def test_files_that_are_known_by_a_folder_above_or_below_are_unchanged(tmp_path, landing, take_in):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("xã/c.txt", TEXT + " Trời mưa.")
    folder = tmp_path / "articles" / "html"
    first = take_in(
        {"html/a.txt": TEXT, "html/b.zip": packed.getvalue(), "html/#2.txt": TEXT + " Trời nắng."}
    )
    rows(3).write_csv(folder / "d.csv")
    known = take_in().known
    assert known.height == first.documents.height + 3

    def states(source: object, known: pl.DataFrame) -> list[tuple[str, str]]:
        landed = pl.concat(land(discover([source]), landing, NOW, known))
        return landed.select("origin", "state").sort("origin").rows()

    assert {s for _, s in states(folder, known)} == {"unchanged"}
    above = [s for o, s in states(tmp_path, known) if "/articles/" in o]  # the landing lies there too
    assert above == ["unchanged"] * known.height
    below = pl.concat(land(discover([folder]), landing, NOW, NOTHING_KNOWN)).select("origin", "sha256")
    assert below["origin"].str.starts_with("html/").all()
    assert {s for _, s in states(folder.parent, below)} == {"unchanged"}
    (folder / "a.txt").write_text(TEXT + " Trời gió.")
    elsewhere = tmp_path / "elsewhere" / "html"
    elsewhere.mkdir(parents=True)
    (elsewhere / "a.txt").write_text(TEXT)
    assert [o for o, s in states(folder, known) if s == "new"] == ["html/a.txt"]
    assert states(elsewhere, known) == [("html/a.txt", "new")], "the same bytes in another folder"
    assert states(elsewhere, known.with_columns(is_last=pl.lit(False))) == [("html/a.txt", "new")]


def test_files_under_a_name_that_a_row_of_sources_knows_are_no_others(
    tmp_path, landing, take_in, monkeypatch
):
    known = take_in({"tin/a.txt": TEXT}).known
    frame = pl.DataFrame({"folders": [None, "bao|tin"]})
    monkeypatch.setattr("flows.ingest.other_roots.reference", lambda _: frame)
    landed = pl.concat(land(discover([tmp_path / "articles" / "tin"]), landing, NOW, known))
    assert landed["state"].to_list() == ["new"]


def test_a_changed_text_is_another_text_under_the_same_key(take_in):
    first, second = take_in({"a.txt": TEXT}).article, take_in({"a.txt": TEXT + " Trời mưa."}).article
    assert first["article_key"] == second["article_key"]
    assert first["version_id"] != second["version_id"]


def test_files_come_in_batches_of_bounded_size(folder, batches):
    for i in range(10):
        (folder / f"{i}.txt").write_text(TEXT + str(i))
    size = len(TEXT.encode()) + 1
    landed = batches(max_bytes=3 * size)
    assert [b.height for b in landed] == [3, 3, 3, 1]


def test_a_data_set_comes_in_slices_and_each_row_is_a_document(folder, landing, batches):
    rows(2_500).write_parquet(folder / "rows.parquet")
    landed = batches(max_bytes=200_000)
    documents = pl.concat(landed)
    assert len(landed) == 3
    assert all(b["bytes"].sum() < 200_000 + 1_000 for b in landed)
    assert documents["row_number"].to_list() == list(range(2_500))
    assert documents["origin"][7] == "articles/rows.parquet#tin-7"
    assert documents["sha256"].n_unique() == documents["capture_id"].n_unique() == 2_500
    articles = pl.concat(parse(b.drop("state"), landing)[0] for b in landed)
    assert articles["text"].str.contains("Phiên").all() and articles.height == 2_500


def test_slices_do_not_change_what_is_read(folder, landing, batches):
    rows(300).write_parquet(folder / "rows.parquet")
    read = [
        pl.concat(parse(b.drop("state"), landing)[0] for b in batches(max_bytes=size))
        for size in (5_000, 10**9)
    ]
    assert read[0].equals(read[1])


def test_a_known_data_set_is_unchanged_to_the_row_and_one_new_row_is_one_new_document(take_in, folder):
    rows(50).write_parquet(folder / "rows.parquet")
    first = take_in()
    assert take_in(known=first.known).documents["state"].unique().to_list() == ["unchanged"]
    rows(51).write_parquet(folder / "rows.parquet")
    again = take_in(known=first.known)
    assert again.documents["state"].value_counts(sort=True).rows() == [("unchanged", 50), ("new", 1)]
    assert again.articles["origin"].to_list() == ["articles/rows.parquet#tin-50"]


def test_rows_that_an_interrupted_run_did_not_deal_with_are_new(take_in, folder):
    rows(5).write_parquet(folder / "rows.parquet")
    half = take_in().known.head(3)
    assert take_in(known=half).documents["state"].to_list() == ["unchanged"] * 3 + ["new"] * 2


def test_a_rows_sha_is_that_of_its_content_wherever_it_stands(take_in, folder):
    rows(5).write_parquet(folder / "a.parquet")
    rows(5).reverse().write_parquet(folder / "b.parquet")
    documents = take_in().documents
    by_file = documents.group_by("container").agg(pl.col("sha256").sort())
    assert by_file["sha256"][0].to_list() == by_file["sha256"][1].to_list()


def test_a_json_rows_sha_does_not_hang_on_its_neighbours_or_on_the_order_of_its_keys(take_in):
    one = {"id": "1", "body": TEXT}
    first = take_in({"a.jsonl": json.dumps(one)}).documents["sha256"][0]
    lines = [{"body": TEXT, "id": "1"}, {"id": "2", "body": TEXT, "extra": [1, {"x": None}]}]
    assert take_in({"a.jsonl": "\n".join(map(json.dumps, lines))}).documents["sha256"][0] == first


def test_an_id_that_several_rows_share_does_not_name_them(take_in):
    lines = [
        {"id": "x", "body": TEXT},
        {"id": "x", "body": TEXT + " Sửa."},
        {"id": "y", "body": TEXT},
        {"body": TEXT},
    ]
    documents = take_in({"a.jsonl": "\n".join(map(json.dumps, lines))}).documents
    assert documents["origin"].str.extract("#(.*)").to_list() == ["0", "1", "y", "3"]


def test_rows_are_found_again_where_only_the_bytes_were_kept(take_in, folder, landing):
    rows(20).write_parquet(folder / "rows.parquet")
    taken = take_in()
    for kept in landing.rglob("*.rows-*"):
        kept.unlink()
    articles, _ = parse(taken.documents.drop("state").slice(5, 3), landing)
    assert articles.equals(taken.articles.slice(5, 3))


def test_a_file_that_goes_before_it_is_read_does_not_stop_the_others(folder, landing):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT)
    found = discover([folder])
    (folder / "a.txt").unlink()
    (batch,) = land(found, landing, NOW, NOTHING_KNOWN)
    articles, rejected = parse(batch.drop("state"), landing)
    assert articles["origin"].to_list() == ["articles/b.txt"]
    assert rejected.select("origin", "reason").rows() == [("articles/a.txt", "unreadable")]


def test_a_time_without_a_zone_is_refused_rather_than_guessed(folder, landing):
    (folder / "a.txt").write_text(TEXT)
    with pytest.raises(ValueError, match="zone"):
        list(land(discover([folder]), landing, NOW.replace(tzinfo=None), NOTHING_KNOWN))


def test_what_cannot_be_opened_is_rejected_by_name_with_what_it_is(take_in, folder):
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    os.mkfifo(folder / "pipe.jsonl")
    taken = take_in({"a.txt": TEXT})
    assert taken.article["origin"] == "articles/a.txt"
    assert dict(taken.rejected.select("origin", "detail").iter_rows()) == {
        "articles/gone.txt": f"liên kết đến / a link to {folder / 'nowhere.txt'}, không có / which is not there",
        "articles/pipe.jsonl": "đường ống, socket hay thiết bị, không phải tệp / a pipe, a socket or a device, not a file, khi đọc / when it was to be read",
        "articles/round.txt": "Too many levels of symbolic links, khi đọc / when it was to be read",
    }
    assert set(taken.reasons.values()) == {"unreadable"}
    assert take_in(known=taken.known).documents["state"].unique().to_list() == ["unchanged"]


PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda content: pa.compress(content, "zstd", asbytes=True),
}


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_packed_files_are_read_as_what_is_in_them(take_in, landing):
    row = json.dumps({"id": "1", "body": TEXT})
    files = {f"{suffix}.jsonl.{suffix}": pack(row.encode()) for suffix, pack in PACKERS.items()}
    taken = take_in(files | {"a.txt.gz": gzip.compress(TEXT.encode()), "named_only.jsonl.gz": row})
    assert taken.articles.height == 6
    assert (
        len([p for p in landing.rglob("*") if p.is_file() and not p.suffix]) == 2
    )  # unpacked, each text once
    two = gzip.compress(row.encode() + b"\n") + gzip.compress(json.dumps({"id": "2", "body": TEXT}).encode())
    assert take_in({"two.jsonl.gz": two}).articles["origin"].str.extract("two.*#(.*)").drop_nulls().len() == 2


def test_a_zip_is_a_folder_none_of_whose_names_climbs(take_in, tmp_path):
    content = zipped(
        {
            "tin/a.txt": TEXT,
            "tin/rows.csv": f'id,body\n1,"{TEXT} Hai."\n',
            "../../../climbed.txt": TEXT,
            "/abs.txt": TEXT,
            "inner.jsonl.gz": gzip.compress(b"{}"),
            "ngay/trong.zip": zipped({"b.txt": TEXT}),
            "__MACOSX/tin/._a.txt": b"\0\5",
            "anh.jpg": b"x",
        }
    )
    taken = take_in({"all.zip": content, "none.zip": zipped({"anh.jpg": b"x"}), "bad.zip": b"PK\3\4 torn"})
    assert taken.articles["origin"].sort().to_list() == [
        "articles/all.zip/tin/a.txt",
        "articles/all.zip/tin/rows.csv#1",
    ]
    assert (
        taken.reasons
        == {
            "articles/all.zip/../../../climbed.txt": "unreadable",
            "articles/all.zip//abs.txt": "unreadable",
            "articles/all.zip/inner.jsonl.gz": "not_read",  # an archive in an archive: its detail says to unpack it
            "articles/all.zip/ngay/trong.zip": "not_read",
            "articles/none.zip": "empty",
            "articles/bad.zip": "unreadable",
        }
    )
    assert not list(tmp_path.rglob("climbed.txt"))


def test_an_archive_that_explodes_is_refused_in_bounded_memory_and_keeps_nothing(take_in, folder, landing):
    zeros = bytes(2 * FREE_BYTES)
    for suffix, pack in PACKERS.items():
        (folder / f"bomb.csv.{suffix}").write_bytes(pack(zeros))
    (folder / "bomb.zip").write_bytes(zipped({"0.csv": zeros, "a.txt": TEXT}))
    tracemalloc.start()
    taken = take_in()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken.article["origin"] == "articles/bomb.zip/a.txt"
    assert set(taken.reasons.values()) == {"too_large"} and taken.rejected.height == 5
    assert taken.rejected["detail"].str.contains("the most is 200 times as many").all()
    assert most < len(zeros)
    assert sum(p.stat().st_size for p in landing.rglob("*") if p.is_file()) < 1_000


@pytest.mark.parametrize("suffix", [*PACKERS, "zip"])
def test_a_damaged_archive_is_rejected_as_such(take_in, suffix):
    pack = PACKERS.get(suffix, lambda content: zipped({"a.txt": content}))
    content = pack(TEXT.encode() * 50)
    flipped = bytearray(content)
    flipped[-6 if suffix == "gz" else len(content) // 2] ^= 0xFF
    files = {f"cut.csv.{suffix}": content[:-9], f"flipped.csv.{suffix}": bytes(flipped)}
    if suffix == "zst":  # without the checksum that zstd may write, a flipped bit is another text
        del files["flipped.csv.zst"]
    taken = take_in(files)
    assert set(taken.reasons.values()) == {"unreadable"} and taken.rejected.height == len(files)
    assert taken.rejected["detail"].str.contains("damaged or cut off").all()
