"""Great Expectations' own pages, read without a network: nothing of them asks another host or runs."""

import re

import pytest

from flows.validate.docs import build_docs
from flows.validate.frames import FRAMES, validate_frames


@pytest.fixture(scope="module")
def docs(healthy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    staged = healthy()
    staged.add_fact("measurements", "v1", fact_id="odd", kind="<script>alert(1)</script>")
    validate_frames(staged.write(folder / "staged"), keep=folder / "gx")
    return build_docs(folder / "gx", folder / "run" / "data-docs", folder / "run.html").parent


def test_every_suite_has_its_page_and_the_index_leads_to_it(docs):
    index = (docs / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+[.]html)"', index)
    assert sorted(links) == sorted(["../../run.html", *(f"{name}.html" for name in FRAMES)])
    assert all((docs / link).exists() for link in links if link != "../../run.html")


def test_nothing_asks_another_host_or_runs(docs):
    for page in docs.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text), page
        assert "<script" not in text and "<img" not in text and "url(" not in text, page
        assert "default-src 'none'" in text


def test_a_failed_expectation_is_told_in_its_page(docs):
    page = (docs / "measurements.html").read_text(encoding="utf-8")
    assert "Failed" in page and "Loại số liệu nằm trong danh mục / The kind is one of seven" in page


def test_a_suite_that_found_the_same_keeps_the_page_of_an_earlier_run(healthy, tmp_path):
    for day, kind in (("1", "level"), ("2", "level"), ("3", "odd")):
        staged = healthy()
        staged.add_fact("measurements", "v1", fact_id="odd", kind=kind)
        validate_frames(staged.write(tmp_path / f"staged{day}"), keep=tmp_path / day)
        page = build_docs(tmp_path / day, tmp_path / "reports" / day / "data-docs", tmp_path / f"{day}.html")
        for name in ("measurements", "targets"):
            written = page.with_name(f"{name}.html")
            written.write_text(
                written.read_text(encoding="utf-8").replace("</body>", f"<!-- {day} --></body>")
            )
    marks = {
        (day, name): re.findall(r"<!-- (\d) -->", (page.parents[1].with_name(day) / "data-docs" / f"{name}.html").read_text())
        for day in "123"
        for name in ("measurements", "targets")
    }  # fmt: skip
    assert marks["2", "measurements"] == marks["2", "targets"] == ["1", "2"]
    assert marks["3", "measurements"] == ["3"] and marks["3", "targets"] == ["1", "2", "3"]
