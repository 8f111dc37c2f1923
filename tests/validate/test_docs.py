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
