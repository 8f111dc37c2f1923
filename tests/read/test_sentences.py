"""Sentences: where they end, what role they play, and that their spans hold."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ingest.texts import article_rows
from flows.read.sentences import sentences


def split(text: str) -> pl.DataFrame:
    articles = article_rows([{"id": "a", "text": text, "published_on": "2025-03-01"}]).with_row_index("a")
    found = sentences(articles)
    whole = articles["text"][0]
    assert found["sentence"].to_list() == [
        whole[a:b] for a, b in found.select("char_start", "char_end").rows()
    ]
    return found


def told(text: str) -> list[tuple[str, str]]:
    return split(text).select("role", "sentence").rows()


def test_a_full_stop_of_an_abbreviation_ends_nothing():
    assert [s for _, s in told("PGS.TS. Lò Văn Tám ở TP. Sơn La. Ông về hưu năm 2020.")] == [
        "PGS.TS. Lò Văn Tám ở TP. Sơn La.",
        "Ông về hưu năm 2020.",
    ]


def test_what_leads_to_another_article_is_no_news_of_this_one():
    text = (
        "Tin mùa vụ ở huyện\n\nMùa vải năm nay được giá. >> Vải thiều xuất khẩu 200 tấn trong một tuần\n\n"
        "(Xem thêm: Nhãn lồng mất mùa) Nông dân phấn khởi. Ông Tư bán hai tấn.\n\n"
        "Xem thêm: Giá vải tăng 30%\n\nMời bạn đọc đón xem kỳ sau."
    )
    roles = {s: r for r, s in told(text)}
    assert {s for s, r in roles.items() if r == "byline"} == {
        ">> Vải thiều xuất khẩu 200 tấn trong một tuần",
        "(Xem thêm: Nhãn lồng mất mùa)",
        "Xem thêm: Giá vải tăng 30%",
        "Mời bạn đọc đón xem kỳ sau.",
    }
    assert roles["Nông dân phấn khởi."] == "body"


def test_to_see_more_within_a_sentence_is_no_teaser():
    assert told("Khách muốn xem thêm kênh thì nạp tiền.")[-1] == ("body", "Khách muốn xem thêm kênh thì nạp tiền.")  # fmt: skip


@settings(deadline=None, max_examples=10)
@given(st.lists(st.text(alphabet=st.sampled_from('aă Bằ.>()-?!…"”\n1:Xemthêm'), max_size=120), max_size=40))
def test_spans_hold_whatever_the_text(texts):
    articles = article_rows([{"text": t} for t in texts]).with_row_index("a")
    for a, start, end, sentence in (
        sentences(articles).select("a", "char_start", "char_end", "sentence").iter_rows()
    ):
        assert articles["text"][a][start:end] == sentence
