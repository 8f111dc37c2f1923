"""Files become articles with title, date, byline and text, or are set aside with a reason."""

import json
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.ingest.land import TOO_LARGE

LEAD = "Sáng nay, Hội Nông dân huyện đã trao giống cây cho bà con ba xã vùng cao."
BODY = f"{LEAD}\n\nMỗi hộ được nhận hai trăm cây quế và được tập huấn cách chăm sóc trong năm đầu."
TITLE = "Huyện trao giống cây cho ba xã"


def test_a_short_first_line_is_the_title(take_in):
    for text in (
        f"{TITLE}\n\n{BODY}",
        f"\n  {TITLE}\r\n{BODY}",
        f"{TITLE}?\n\n{BODY}",
        f"{TITLE}…\n\n{BODY}",
    ):
        article = take_in({"a.txt": text}).article
        assert article["title"] == text.strip().splitlines()[0]
        assert (article["title_start"], article["title_end"]) == (0, len(article["title"]))


def test_a_first_line_that_is_a_sentence_or_a_long_paragraph_is_no_title(take_in):
    for text in (
        BODY,
        f"{LEAD[:-1]}, {LEAD[:-1]}, {LEAD[:-1]}, {LEAD[:-1]}\n\n{BODY}",
        f"Đại biểu gồm:\n\n{BODY}",
    ):
        article = take_in({"a.txt": text}).article
        assert (article["title"], article["title_start"], article["title_end"]) == (None, None, None)


def test_a_text_of_one_line_has_no_title(take_in):
    assert take_in({"a.txt": f"{TITLE} năm 2025"}).article["title"] is None


@pytest.mark.parametrize("start", ["date 2025-06-12 ", " date 2025-06-12  ", "Date: 12/6/2025 "])
def test_a_date_that_opens_the_titles_line_is_a_header_and_stays(take_in, start):
    article = take_in({"a.txt": f"{start}{TITLE}\n\n{BODY}"}).article
    assert (article["published_on"], article["published_from"], article["published_at"]) == (
        date(2025, 6, 12),
        "header",
        None,
    )
    assert article["text"].startswith(start.strip())
    assert article["text"][article["title_start"] : article["title_end"]] == article["title"] == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "12/06/2025",
        "Ngày 12/6/2025",
        "Thứ Năm, 12/06/2025 - 13:22",
        "2025-06-12T13:22:00+07:00",
        "Thứ năm, 12/6/2025, 13:22 (GMT+7)",
        "Cập nhật lúc: 13:22, 12/6/2025",
    ],
)
def test_a_date_line_before_or_after_the_title_is_a_header(take_in, line):
    for text in (f"{line}\n\n{TITLE}\n\n{BODY}", f"{TITLE}\n{line}\n{BODY}"):
        article = take_in({"a.txt": text}).article
        assert (article["published_on"], article["published_from"]) == (date(2025, 6, 12), "header")
        assert article["published_at"] == (datetime(2025, 6, 12, 6, 22, tzinfo=UTC) if ":" in line else None)
        assert article["text"][article["title_start"] : article["title_end"]] == article["title"] == TITLE
        assert line in article["text"]


def test_a_dateline_with_a_whole_date_tells_it(take_in):
    article = take_in({"a.txt": f"{TITLE}\n\n(BVC) - Yên Bái, ngày 3/10/2025 - {BODY}"}).article
    assert (article["published_on"], article["published_from"]) == (date(2025, 10, 3), "text")


@pytest.mark.parametrize(
    "first", ["Yên Bái, ngày 3/10 - ", "Ngày 3/10/2025, ", "Tại buổi lễ ngày 3/10/2025 - "]
)
def test_a_date_of_which_the_text_merely_speaks_is_not_its_own(take_in, first):
    assert take_in({"a.txt": f"{TITLE}\n\n{first}{BODY}"}).article["published_on"] is None


def test_without_a_date_there_is_none(take_in):
    article = take_in({"a.txt": f"{TITLE} năm 2024\n\n{BODY}"}).article
    assert (article["published_on"], article["published_at"], article["published_from"]) == (None, None, None)
    assert article["fetched_at"].year == 2026


def test_front_matter_is_metadata_and_no_part_of_the_text(take_in):
    front = f'---\nid: "tin-12"\ntitle: {TITLE}\ndate: 2025-06-12T08:00:00+07:00\nsource: Báo Vùng Cao\nauthor: Lê Na\nlead: Có giống mới.\ntags: [a, b]\nurl:\n---\n\n'
    article = take_in({"a.md": f"{front}{BODY}"}).article
    assert article["text"] == f"{TITLE}\n\nCó giống mới.\n\n{BODY}"
    assert (article["byline"], article["source"], article["published_from"]) == (
        "Lê Na",
        "Báo Vùng Cao",
        "metadata",
    )
    assert article["published_at"] == datetime(2025, 6, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "keys",
    [
        ("tieu_de", "ngay", "nguon", "tac_gia"),
        ("Tiêu đề", "Ngày đăng", "Nguồn", "Tác giả"),
        ("Title", "publishDate", "Publisher", "Author"),
    ],
)
@pytest.mark.parametrize("fence", ["---\n", ""])
def test_a_header_may_be_in_vietnamese(take_in, keys, fence):
    values = (TITLE, "12/6/2025", "Báo Vùng Cao", "Lê Na")
    header = "".join(f"{key}: {value}\n" for key, value in zip(keys, values, strict=True))
    article = take_in({"a.md": f"{fence}{header}{fence or chr(10)}{BODY}"}).article
    assert article["text"] == f"{TITLE}\n\n{BODY}"
    assert (article["published_on"], article["published_from"]) == (date(2025, 6, 12), "metadata")
    assert (article["source"], article["byline"]) == ("Báo Vùng Cao", "Lê Na")


@pytest.mark.parametrize(
    "line", ["Nguồn: Hội Nông dân huyện", "Tóm tắt: Bà con có giống mới.", "Nội dung: trao giống"]
)
def test_one_line_with_a_vietnamese_key_may_be_the_texts_own(take_in, line):
    assert take_in({"a.txt": f"{line}\n\n{BODY}"}).article["text"].startswith(line)


PLACE_AND_DAY = "Yên Bái, ngày 12 tháng 6 năm 2025"


@pytest.mark.parametrize(
    "head",
    [
        f"{PLACE_AND_DAY}\n\n{TITLE}",
        f"{TITLE}\n\n{PLACE_AND_DAY}",
        f"UBND TỈNH YÊN BÁI\nSố: 12/BC-UBND\n{PLACE_AND_DAY}\nBÁO CÁO\n{TITLE}",
        f"{TITLE}\nTP. Hồ Chí Minh, ngày 12 tháng 6 năm 2025",
        f"{TITLE}\nBà Rịa - Vũng Tàu, ngày 12/6/2025",
    ],
)
def test_a_line_of_place_and_day_is_a_header(take_in, head):
    article = take_in({"a.txt": f"{head}\n\n{BODY}"}).article
    assert (article["published_on"], article["published_from"]) == (date(2025, 6, 12), "header")


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{BODY}\n\n{PLACE_AND_DAY}",
        f"{TITLE}\n\nLễ trao thưởng, ngày 12 tháng 6 năm 2025\n\n{BODY}",
        f"{TITLE}\n\n{LEAD}\n\nTheo kế hoạch, ngày 12/6/2025\n\n{BODY}",
    ],
)
def test_a_place_and_a_day_below_the_text_or_an_event_are_none(take_in, text):
    assert take_in({"a.txt": text}).article["published_on"] is None


def test_a_dateline_may_write_its_day_in_words(take_in):
    article = take_in({"a.txt": f"{TITLE}\n\nYên Bái, ngày 12 tháng 6 năm 2025 - {BODY}"}).article
    assert (article["published_on"], article["published_from"]) == (date(2025, 6, 12), "text")


@pytest.mark.parametrize("close", ["\n", "---\n"])
def test_a_text_file_may_open_with_known_keys(take_in, close):
    article = take_in(
        {"a.txt": f"id: tin-12\nurl: https://bao.example.vn/2025/06/12/tin\n{close}{TITLE}\n\n{BODY}"}
    ).article
    assert article["text"] == f"{TITLE}\n\n{BODY}"
    assert (article["published_on"], article["published_from"]) == (date(2025, 6, 12), "url")


def test_lines_with_other_keys_are_text(take_in):
    text = f"Title: {TITLE}\nGhi chú: tin nhanh\n\n{BODY}"
    assert take_in({"a.txt": text}).article["text"].startswith("Title: ")


def test_markdown_marks_are_no_text(take_in):
    text = f"# {TITLE}\n\n> {LEAD}\n\n## Kết quả\n\n- **Hai xã** có [hợp tác xã](https://x.example.vn) *mới*\n\n![Bà con nhận cây](a.jpg)\n\n***\n\n2 * 3 * 4 cây"
    article = take_in({"a.md": text}).article
    assert article["title"] == TITLE
    assert article["text"].split("\n\n")[1:] == [
        LEAD,
        "Kết quả",
        "- Hai xã có hợp tác xã mới",
        "Bà con nhận cây",
        "2 * 3 * 4 cây",
    ]


@pytest.mark.parametrize(
    "byline",
    [
        "Lê Na",
        "Bài, ảnh: Lê Na",
        "Theo TTXVN",
        "N.T.A",
        "Lê Na - Vũ Hà",
        "Tác giả: Lê Thị Na",
        "Lê Na (từ Bình Dương)",
    ],
)
def test_a_last_line_that_names_its_author_is_the_byline(take_in, byline):
    article = take_in({"a.txt": f"{BODY}\n\n{byline}"}).article
    assert article["byline"] == byline
    assert article["text"].endswith(byline)


def test_a_name_run_into_the_last_sentence_is_the_byline(take_in):
    assert take_in({"a.txt": f"{BODY} Lê Na"}).article["byline"] == "Lê Na"


@pytest.mark.parametrize(
    "last", ["Xem thêm", "Theo kế hoạch, huyện sẽ trao thêm cây.", "Huyện trồng thêm cây quế"]
)
def test_other_last_lines_are_no_byline(take_in, last):
    assert take_in({"a.txt": f"{BODY}\n\n{last}"}).article["byline"] is None


def test_an_article_is_named_by_its_address_else_its_id_else_its_path(take_in):
    heads = {
        "1.txt": "url: http://www.BAO.example.vn/tin/5/?utm_source=x&trang=2#dau\nid: a\n\n",
        "2.txt": "url: https://bao.example.vn/tin/5?trang=2\nid: b\n\n",
        "3.txt": "id: b\n\n",
        "4.md": "---\nid: b\n---\n",
        "5.txt": "",
        "6.txt": "",
        "9.txt": "url: https://bao.example.vn/tin/5;jsessionid=A1B2.may1?trang=2&PHPSESSID=zz&sid=0123456789abcdef0123456789abcdef\n\n",
        "10.txt": "url: https://bao.example.vn/tin/5?trang=2&sid=12\n\n",
        "7.txt": unicodedata.normalize("NFC", "id: hòa-giải-số-1\n\n"),
        "8.txt": unicodedata.normalize("NFD", "id: hòa-giải-số-1\n\n"),
    }
    articles = take_in({name: f"{head}{BODY} Bản {name}." for name, head in heads.items()}).articles
    ids = dict(articles.select(articles["origin"].str.strip_prefix("articles/"), "article_key").iter_rows())
    assert ids["1.txt"] == ids["2.txt"] == ids["9.txt"]
    assert ids["3.txt"] == ids["4.md"]
    assert ids["7.txt"] == ids["8.txt"]
    assert len(set(ids.values())) == 6


def test_the_same_version_twice_is_one_article_and_one_duplicate(take_in):
    taken = take_in({"b.txt": f"id: tin-1\n\n{BODY}", "a.txt": f"id: tin-1\n\n{BODY}", "c.txt": BODY})
    assert taken.articles["origin"].sort().to_list() == ["articles/a.txt", "articles/c.txt"]
    assert taken.reasons == {"articles/b.txt": "duplicate"}


def test_a_source_is_known_by_its_metadata_its_address_or_its_folder(take_in, tmp_path, monkeypatch):
    (tmp_path / "sources.csv").write_text(
        "source,name_vi,name_en,aliases,folders,ids\nbao.example.vn,Báo Vùng Cao,Highland News,BVC,articles/vung-cao,\n"
    )
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    taken = take_in(
        {
            "1.txt": f"source: BVC\n\n{BODY} Một.",
            "2.txt": f"url: https://www.kinhte.bao.example.vn/tin\n\n{BODY} Hai.",
            "vung-cao/3.txt": f"{BODY} Ba.",
            "4.txt": f"source: Tạp chí Quế\n\n{BODY} Bốn.",
            "5.txt": f"{BODY} Năm.",
        }
    )
    assert taken.articles.sort(taken.articles["origin"].str.extract(r"(\d)\.txt"))["source"].to_list() == [
        "bao.example.vn"
    ] * 3 + ["Tạp chí Quế", None]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (" \r\n\u00a0\ufeff\n", "empty"),
        ("---\nid: x\n---\n\n", "empty"),
        (bytes(range(256)) * 20, "not_text"),
        (
            "The provincial committee has approved a plan to plant cinnamon in three highland communes of Yên Bái this year.",
            "not_vietnamese",
        ),
        (
            "Le préfet a présenté le projet à la mairie, où les élus ont été très intéressés par la forêt.",
            "not_vietnamese",
        ),
        (
            "Guvernul a hotărât să înființeze o școală nouă în județ, iar locuitorii așteaptă până în vară.",
            "not_vietnamese",
        ),
        (
            "Ìjọba ìpínlẹ̀ náà ti fọwọ́ sí ètò tuntun fún àwọn àgbẹ̀ ní ọdún yìí, wọ́n sì ti bẹ̀rẹ̀ iṣẹ́.",
            "not_vietnamese",
        ),
        (
            "Uy ban nhan dan tinh da thong qua ke hoach trong que cua ba con trong nam nay, moi nguoi duoc nhan giong.",
            "no_diacritics",
        ),
        ("2024 2025 3.500 12/7 100%", "not_vietnamese"),
        (
            "'Pháp luật là của mọi người' Please switch to a supported browser to continue. You can see a list of supported "
            "browsers in our Help Center, or ask the people who run this site for advice. Help Center Terms of Service Privacy Policy Cookie Policy Imprint",
            "not_vietnamese",
        ),
    ],
)
def test_what_may_not_land_is_set_aside_with_a_reason(take_in, content, reason):
    taken = take_in({"a.txt": content, "b.txt": BODY})
    assert taken.reasons == {"articles/a.txt": reason}
    assert taken.rejected["detail"][0]
    assert taken.articles.height == 1


@pytest.mark.parametrize(
    "text",
    [
        "GRDP Quảng Ninh tăng 10 %.",
        "Giá xăng giảm.",
        "Doanh nghiệp Samsung, LG, Intel, Foxconn và Amkor mở nhà máy ở Bắc Ninh.",
        "'Raise the bar' là gì? 'Many provinces are trying to raise the bar after the reform'. Thầy Quang giải thích nghĩa của cụm từ này.",
    ],
)
def test_a_short_vietnamese_text_lands(take_in, text):
    assert take_in({"a.txt": text}).article["language"] == "vi"


def test_a_vietnamese_opening_before_a_list_of_plain_names_lands(take_in):
    names = "\n".join(f"{i}. NGUYEN VAN BINH ung ho {i}.000" for i in range(5_000))
    assert (
        take_in({"a.txt": f"Danh sách bạn đọc ủng hộ đồng bào vùng lũ\n\n{LEAD}\n\n{names}"}).articles.height
        == 1
    )


def test_a_file_over_the_limit_is_refused_and_not_kept(take_in, folder, landing):
    with (folder / "a.txt").open("wb") as file:
        file.truncate(TOO_LARGE + 1)
    assert take_in().reasons == {"articles/a.txt": "too_large"}
    assert not [p for p in landing.rglob("*") if p.is_file()]


def test_every_document_is_an_article_or_rejected(take_in):
    taken = take_in(
        {
            "a.txt": BODY,
            "b.txt": b"",
            "c.txt": "x",
            "d.md": BODY,
            "e.jsonl": '{"body": "Xã mở chợ mới cho bà con."}\n{}',
            "f.html": "<p>",
        }
    )
    assert taken.articles.height + taken.rejected.height == taken.documents.height
    ends = {*taken.articles["origin"], *taken.rejected["origin"]}
    assert ends == {*taken.documents["origin"]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Tỉnh",
                "đã",
                "duyệt",
                "kế hoạch",
                "«",
                "date 2025-06-12",
                "12/6/2025",
                "😀",
                "ủy",
                "---",
                "id: x",
                ".",
                "\n",
                "\r\n",
                "\n\n",
                "[",
                "']",
                "\x1e",
            ]
        ),
        max_size=30,
    ).map(" ".join),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_the_titles_span_and_the_form_hold_on_any_text(take_in, text, encoding, form):
    taken = take_in({"a.txt": unicodedata.normalize(form, text).encode(encoding)})
    assert taken.articles.height + taken.rejected.height == 1
    for article in taken.articles.iter_rows(named=True):
        assert unicodedata.is_normalized("NFC", article["text"])
        assert (
            article["title"] is None
            or article["text"][article["title_start"] : article["title_end"]] == article["title"]
        )
        assert all(p and p == p.strip() for p in article["text"].split("\n\n"))


def test_a_text_above_two_megabytes_is_no_article_whichever_way_it_comes(take_in):
    book = "Thu ngân sách của tỉnh Hà Nam năm nay tăng so với cùng kỳ năm trước. " * 25_000
    taken = take_in({"a.txt": book, "b.jsonl": json.dumps({"id": 1, "text": book}), "c.txt": book[:900]})
    assert taken.reasons == {"articles/a.txt": "too_large", "articles/b.jsonl#1": "too_large"}
    assert "2.2 MB chữ / of text; nhiều nhất là / the most is 2.0 MB" in taken.rejected["detail"][0]
    assert taken.articles["origin"].to_list() == ["articles/c.txt"]
