"""JSON lines, CSV and Parquet as articles, whatever their columns are called."""

import gzip
import io
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.ingest import datasets, parse

BODY = "Sáng nay, Hội Nông dân huyện đã trao giống cây cho bà con ba xã vùng cao. Mỗi hộ được nhận hai trăm cây quế."


def lines(*records: dict[str, object]) -> str:
    return "\n".join(json.dumps(r, ensure_ascii=False) for r in records)


def test_columns_are_known_by_many_names_in_any_case(take_in):
    article = take_in(
        {
            "a.jsonl": lines(
                {
                    "ID": 7,
                    "Headline": "Trao giống cây",
                    "Sapo": "Ba xã vùng cao có giống mới.",
                    "content": BODY,
                    "pubDate": "Fri, 17 May 2024 09:00:00 +0700",
                    "Author": ["Lê Na", "Vũ Hà"],
                    "Publisher": "Báo Vùng Cao",
                }
            )
        }
    ).article
    assert article["text"] == f"Trao giống cây\n\nBa xã vùng cao có giống mới.\n\n{BODY}"
    assert (
        article["text"][article["title_start"] : article["title_end"]] == article["title"] == "Trao giống cây"
    )
    assert article["lead"] == "Ba xã vùng cao có giống mới."
    assert (article["byline"], article["source"]) == ("Lê Na, Vũ Hà", "Báo Vùng Cao")
    assert (article["published_on"], article["published_from"]) == (date(2024, 5, 17), "metadata")
    assert article["published_at"] == datetime(2024, 5, 17, 2, tzinfo=UTC)


def test_columns_may_be_called_in_vietnamese(take_in):
    header = "STT,Tiêu đề,Tóm tắt,Nội dung,Ngày đăng,Nguồn,Tác giả,Đường dẫn"
    row = f'1,Trao giống cây,Ba xã có giống mới.,"{BODY}",10/03/2025,Báo Vùng Cao,Lê Na,https://bao.example.vn/tin/cay.html'
    article = take_in({"a.csv": f"{header}\n{row}\n"}).article
    told = ("title", "lead", "published_on", "source", "byline")
    assert tuple(article[c] for c in told) == (
        "Trao giống cây", "Ba xã có giống mới.", date(2025, 3, 10), "Báo Vùng Cao", "Lê Na",
    )  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "Tiêu đề;Ngày đăng;Nội dung;Nguồn;Tác giả",
        "tieu_de;ngay_dang;noi_dung;nguon;tac_gia",
        "TIEU DE;NGAY DANG;NOI DUNG;NGUON;TAC GIA",
        "title;publishedAt;Content;Source;Author",
        "Title;Publish-Date;text;Publisher;byline",
    ],
)
def test_columns_are_known_in_vietnamese_and_in_any_writing(take_in, header):
    row = f"Trao giống cây;04/03/2025 08:00;{BODY};Báo Vùng Cao;Lê Na"
    article = take_in({"a.csv": f"{header}\n{row}\n"}).article
    assert (article["title"], article["published_on"], article["source"], article["byline"]) == (
        "Trao giống cây",
        date(2025, 3, 4),
        "Báo Vùng Cao",
        "Lê Na",
    )
    assert article["text"] == f"Trao giống cây\n\n{BODY}"


def test_an_editor_adds_a_columns_name_in_a_seed(take_in, tmp_path, monkeypatch):
    files = {"a.jsonl": lines({"Tựa": "Trao giống cây", "Phần chữ": BODY})}
    assert set(take_in(files).reasons.values()) == {"no_text"}
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "columns.csv").write_text("name,field\ntựa,title\nphần chữ,body\n", encoding="utf-8")
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path / "own"))
    assert take_in(files).article["title"] == "Trao giống cây"


def test_one_table_in_three_formats_gives_the_same_articles(take_in, folder):
    table = pl.DataFrame(
        {
            "article_id": ["x", "y"],
            "title": ["Trao giống cây", None],
            "body": [BODY, BODY + " Trời đẹp."],
            "date": ["2024-05-17", None],
        }
    )
    table.write_parquet(folder / "rows.parquet")
    table.write_csv(folder / "rows.csv")
    table.write_ndjson(folder / "rows.jsonl")
    articles = take_in().articles.with_columns(file=pl.col("origin").str.extract("(.*)#"))
    assert articles["file"].n_unique() == 3
    for _, file in articles.group_by("file", maintain_order=True):
        assert file["text"].to_list() == [f"Trao giống cây\n\n{BODY}", BODY + " Trời đẹp."]
        assert file["published_on"].to_list() == [date(2024, 5, 17), None]
    assert articles["version_id"].n_unique() == 2


def test_a_parquet_file_may_hold_dates_numbers_and_lists(take_in, folder):
    pl.DataFrame(
        {
            "id": [12],
            "text": [BODY],
            "published_at": [datetime(2024, 5, 17, 8, 30)],
            "authors": [["Lê Na", "Vũ Hà"]],
            "views": [3.5],
        }
    ).write_parquet(folder / "a.parquet")
    article = take_in().article
    assert article["published_at"] == datetime(2024, 5, 17, 1, 30, tzinfo=UTC)
    assert article["byline"] == "Lê Na, Vũ Hà"


def test_a_title_or_lead_that_opens_the_body_stands_there_once(take_in):
    title, lead = "Huyện trao giống cây cho bà con ba xã", "Bà con ba xã vùng cao vừa có giống mới."
    for body in (f"{title}\n\n{lead}\n\n{BODY}", f"{title}\n{BODY}", f"{title} {BODY}"):
        text = take_in({"a.jsonl": lines({"title": title, "lead": lead, "body": body})}).article["text"]
        assert text == f"{title}\n\n{lead}\n\n{BODY}"


def test_a_name_that_begins_the_first_sentence_is_no_repeated_title(take_in):
    text = take_in({"a.jsonl": lines({"title": "Yên Bái", "body": f"Yên Bái trồng quế. {BODY}"})}).article[
        "text"
    ]
    assert text == f"Yên Bái\n\nYên Bái trồng quế. {BODY}"


def test_a_papers_name_is_no_part_of_the_title(take_in):
    assert (
        take_in({"a.jsonl": lines({"title": "Trao giống cây - VnExpress", "body": BODY})}).article["title"]
        == "Trao giống cây"
    )


def test_a_day_and_its_fuller_writing_in_another_column_tell_day_and_time(take_in):
    article = take_in(
        {
            "a.jsonl": lines(
                {
                    "body": BODY,
                    "published": "2024-05-17T00:00:00",
                    "published_raw": "2024-05-17, 20:30:00+00:00",
                }
            )
        }
    ).article
    assert article["published_at"] == datetime(2024, 5, 17, 20, 30, tzinfo=UTC)
    assert article["published_on"] == date(2024, 5, 18)  # already the next day in Vietnam


def test_a_date_column_that_says_nothing_leaves_none(take_in):
    article = take_in({"a.jsonl": lines({"body": BODY, "published": "N/A"})}).article
    assert (article["published_on"], article["published_at"], article["published_from"]) == (None, None, None)


@pytest.mark.parametrize("year", ["1970", "9999", "2028"])
def test_a_year_that_cannot_be_is_no_date(take_in, year):
    article = take_in({"a.jsonl": lines({"body": BODY, "published": f"{year}-05-17"})}).article
    assert (article["published_on"], article["published_from"]) == (None, None)


def test_a_data_set_without_a_text_column_is_rejected_whole_with_the_columns_it_has(take_in, folder):
    pl.DataFrame({"id": [1, 2], "tieude": ["a", "b"]}).write_parquet(folder / "a.parquet")
    taken = take_in()
    assert taken.rejected.select("origin", "reason").rows() == [("articles/a.parquet", "no_text")]
    assert (
        "cột / columns id, tieude; cột văn bản tên là / one with the text is called body or text"
        in taken.rejected["detail"][0]
    )


def test_a_data_set_whose_column_is_named_since_is_no_article_as_it_stands(take_in, landing, monkeypatch):
    documents = take_in({"a.csv": f'id,ghi\n1,"{BODY}"\n2,"{BODY} Hết."\n'}).documents.drop("state")
    known = datasets.names
    monkeypatch.setattr(datasets, "names", lambda: known() | {"ghi": "body"})
    articles, rejected = parse(documents, landing)
    assert articles.is_empty() and "run its source again" in rejected["detail"][0]


def test_rows_that_cannot_be_read_are_set_aside_and_the_others_land(take_in):
    taken = take_in(
        {
            "a.jsonl": f'{lines({"id": "1", "body": BODY})}\n{{"id": "2", "body": "Cụt\n[1, 2]\n\n{lines({"id": "3", "title": "Không có gì"}, {"id": "4", "body": BODY + " Hết."})}',
            "b.csv": f'id,body\n5,"{BODY} Một."\n6,hai,ba\n7,"{BODY} Bảy."\n',
        }
    )
    assert taken.articles["origin"].str.extract("#(.*)").sort().to_list() == ["1", "4", "5", "7"]
    assert taken.reasons == {
        "articles/a.jsonl#1": "malformed",
        "articles/a.jsonl#2": "malformed",
        "articles/a.jsonl#3": "no_text",
        "articles/b.csv#1": "malformed",
    }
    assert taken.documents.height == taken.articles.height + taken.rejected.height


def test_a_column_that_holds_no_text_in_any_row_is_told_once(take_in, folder):
    text = {"lời": BODY, "số": 1}
    pl.DataFrame({"id": [1, 2, 3], "content": [text] * 3}).write_parquet(folder / "a.parquet")
    taken = take_in(
        {
            "b.jsonl": lines({"id": 1, "content": text}, {"id": 2, "content": text}),
            "c.csv": "id,content\n1,\n2,NULL\n",
            "d.jsonl": lines({"id": 1, "content": text}, {"id": 2, "content": BODY}),
            "e.jsonl": lines({"id": 1, "content": text}) + '\n{"id": 2,',
        }
    )
    told = dict(taken.rejected.filter(pl.col("reason") == "no_text").select("origin", "detail").iter_rows())
    assert sorted(told) == [
        f"articles/{f}" for f in ("a.parquet", "b.jsonl", "c.csv", "d.jsonl#1", "e.jsonl#1")
    ]
    assert told["articles/a.parquet"].startswith(
        "không dòng nào trong 3 dòng có văn bản / none of 3 rows holds a text: cột content lồng nhau / column content is nested, as {"
    )
    assert (
        "none of 2 rows holds a text: cột content lồng nhau / column content is nested, as {"
        in told["articles/b.jsonl"]
    )
    assert (
        told["articles/c.csv"]
        == "không dòng nào trong 2 dòng có văn bản / none of 2 rows holds a text: cột content trống / column content is empty"
    )
    assert take_in(known=taken.known).documents["state"].unique().to_list() == ["unchanged"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.parquet", b"PAR1 torn", "unreadable"),
        ("a.parquet", bytes(range(256)) * 9, "unreadable"),
        ("a.csv", b"id,body\n", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"\n,,,\n", "not_text"),
        ("a.csv", bytes(5_000), "not_text"),
        ("a.jsonl", b"[1, 2]", "malformed"),
        ("a.csv", bytes(range(256)) * 9, "not_text"),
    ],
)
def test_a_data_set_that_cannot_be_read_is_one_rejected_document(take_in, name, content, reason):
    taken = take_in({name: content})
    assert taken.reasons == {f"articles/{name}": reason}
    assert take_in(known=taken.known).documents["state"].to_list() == ["unchanged"]


def test_a_csv_may_be_in_an_old_encoding_with_semicolons_and_long_fields(take_in):
    long = " ".join([BODY] * 3_000)
    taken = take_in(
        {
            "a.csv": f'id;body\r\n1;"{long}"\r\n2;"Dòng một.\r\nDòng ""hai"" của bà con trong xã."\r\n'.encode(
                "utf-16"
            ),
            "b.csv": f'id,text\n1,"{BODY}"'.encode(),
        }
    )
    assert taken.articles["words"].max() > 50_000
    assert 'Dòng một.\n\nDòng "hai" của bà con trong xã.' in taken.articles["text"].to_list()
    assert taken.articles.height == 3


def test_json_may_spell_half_a_character(take_in):
    assert take_in({"a.jsonl": '{"body": "' + BODY + ' \\ud83d"}'}).article["text"].endswith("\ufffd")


def csv_of(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_json_is_read_however_it_is_laid_out(take_in):
    """An object a line, a list, one object, pretty-printed or not, several one after another; BOM and CRLF."""
    records = [{"id": f"t{i}", "body": f"{BODY} Bài {i}.", "date": "2024-05-17"} for i in range(3)]
    pretty = json.dumps(records, indent=1, ensure_ascii=False)
    files = {
        "array.json": json.dumps(records),
        "pretty.jsonl": pretty,
        "appended.json": pretty + pretty.replace('"t', '"s'),
        "one_after_another.json": "\n".join(json.dumps(r, indent=2) for r in records),
        "trailing_comma.json": f"[{json.dumps(records[0])},\n{json.dumps(records[1])},\n]",
        "lost_its_brackets.json": ",\n".join(map(json.dumps, records)),
        "marked.jsonl": "\ufeff" + "\r\n".join(map(json.dumps, records)) + "\r\n",
        "single.json": json.dumps(records[0]),
        "scrapy.jl": lines(*records),
    }
    taken = take_in(files)
    read = dict(taken.documents.group_by(pl.col("origin").str.extract("/(.*)#")).len().iter_rows())
    assert read == dict.fromkeys(files, 3) | {
        "appended.json": 6,
        "trailing_comma.json": 2,
        "single.json": 1,
    }
    assert taken.rejected.is_empty()
    assert taken.articles["published_on"].unique().to_list() == [date(2024, 5, 17)]


def test_a_list_that_breaks_off_keeps_what_stood_before(take_in):
    whole = json.dumps([{"id": f"{i}", "body": f"{BODY} Bài {i}."} for i in range(4)])
    for content in (whole[:-100], whole.replace('{"id": "3', "{id: 3")):
        taken = take_in({"a.json": content})
        assert taken.articles["origin"].str.extract("#(.*)").to_list() == ["0", "1", "2"]
        assert taken.rejected["reason"].to_list() == ["malformed"]
        assert "the rest is not read" in taken.rejected["detail"][0]


def test_exports_of_mongodb_and_elasticsearch_give_their_fields_and_instants(take_in):
    instant = datetime(2025, 3, 4, 16, 30, tzinfo=UTC)
    dates = [
        {"$date": "2025-03-04T16:30:00.000Z"},
        {"$date": {"$numberLong": "1741105800000"}},
        {"$date": 1741105800000},
    ]
    mongo = [
        {"_id": {"$oid": f"65e{i}"}, "content": f"{BODY} Bài {i}.", "published_at": d}
        for i, d in enumerate(dates)
    ]
    hit = {"_index": "news", "_id": "es1", "_score": 1.0, "_source": {"content": BODY, "date": dates[0]}}
    taken = take_in(
        {
            "mongo.json": lines(*mongo),
            "dump.jsonl": lines(hit),
            "search.json": json.dumps(
                {
                    "took": 3,
                    "hits": {
                        "total": 1,
                        "hits": [
                            hit | {"_id": "es2", "_source": {"content": BODY + " Hai.", "date": "2025"}}
                        ],
                    },
                }
            ),
        }
    )
    dated = dict(taken.articles.select(pl.col("origin").str.extract("#(.*)"), "published_at").iter_rows())
    assert dated == {"65e0": instant, "65e1": instant, "65e2": instant, "es1": instant, "es2": None}


def test_an_apis_answer_gives_the_records_that_it_wraps(take_in):
    """JSON Feed and OData, a page of a REST API, JSON:API and Strapi; WordPress's rendered fields."""
    day = "2025-03-04T08:00:00+07:00"

    def record(name: str) -> dict[str, str]:
        return {"id": name, "title": "Trao giống cây", "content": f"{BODY} Bài {name}.", "date": day}

    wrapped = {
        "page": {"status": "ok", "total": 2, "data": [record("p1"), record("p2")]},
        "deep": {"code": 0, "result": {"page": {"no": 1}, "items": [record("d1")]}},
        "feed": {"version": "1.1", "title": "Báo Mẫu", "items": [record("f1")]},
        "odata": {"@odata.context": "x", "value": [record("o1"), {"id": "o2", "title": "Không có chữ"}]},
        "jsonapi": {"data": [{"type": "news", "id": "j1", "attributes": {k: v for k, v in record("j1").items() if k != "id"}}]},
        "wordpress": [record("w1") | {"title": {"rendered": "Trao giống cây"}, "content": {"rendered": f"<p>{BODY} W.</p>", "protected": False}}],
    }  # fmt: skip
    taken = take_in({f"{name}.json": json.dumps(v) for name, v in wrapped.items()})
    read = taken.articles.select(pl.col("origin").str.extract("#(.*)"), "title", "published_on").rows()
    names = ("p1", "p2", "d1", "f1", "o1", "j1", "w1")
    assert sorted(read) == sorted((n, "Trao giống cây", date(2025, 3, 4)) for n in names)
    assert "<p>" not in "".join(taken.articles["text"])
    assert taken.reasons == {"articles/odata.json#o2": "no_text"}


def test_a_list_within_a_record_is_no_list_of_articles(take_in):
    comments = [
        {"id": "c1", "content": "Bà con mong đường sớm xong để đi chợ cho đỡ vất vả.", "date": "2025-03-05"}
    ]
    taken = take_in({
        "own.json": json.dumps({"id": "a", "title": "Trao giống cây", "content": BODY, "comments": comments}),
        "unknown.json": json.dumps({"url": "https://bao.example.vn/a", "bai_viet": BODY, "comments": comments}),
    })  # fmt: skip
    assert taken.articles["origin"].to_list() == ["articles/own.json#a"]
    assert taken.reasons == {"articles/unknown.json": "no_text"}


def test_an_instant_before_seconds_had_ten_digits_is_no_later_one(take_in):
    article = take_in({"a.jsonl": lines({"body": BODY, "date": {"$date": 1000000000}})}).article
    assert article["published_on"] is None  # milliseconds: 12 January 1970, not 2001


def test_lists_of_strings_are_paragraphs_and_names_but_never_two_dates(take_in):
    article = take_in(
        {
            "a.jl": lines(
                {
                    "url": ["https://bao.example.vn/a"],
                    "title": ["Trao giống cây"],
                    "body": [BODY, "Trời đẹp."],
                    "author": ["Lê Na", "Vũ Hà"],
                    "date": ["2025-03-04", "2025-03-05"],
                }
            )
        }
    ).article
    assert article["text"] == f"Trao giống cây\n\n{BODY}\n\nTrời đẹp."
    assert (article["byline"], article["source"], article["published_on"]) == (
        "Lê Na, Vũ Hà",
        "bao.example.vn",
        None,
    )


def test_a_table_written_by_its_columns_is_an_article_a_row(take_in):
    columns = {
        "title": ["Trao giống cây", "Mở lớp dệt"],
        "content": [BODY, f"{BODY} Hai."],
        "date": ["2025-03-04", "2025-03-05"],
        "source": "Báo Mẫu",
    }
    taken = take_in({"bang.json": json.dumps(columns)})
    assert taken.articles.select("origin", "title", "published_on", "source").rows() == [
        ("articles/bang.json#0", "Trao giống cây", date(2025, 3, 4), "Báo Mẫu"),
        ("articles/bang.json#1", "Mở lớp dệt", date(2025, 3, 5), "Báo Mẫu"),
    ]


@pytest.mark.parametrize(
    "header",
    ["title,maintext,date_publish,source_domain", "post_title,post_content,post_date,site_name", "Article Title,Full Text,Published Date,publisher"],
)  # fmt: skip
def test_what_crawlers_and_databases_call_their_columns_is_known(take_in, header):
    article = take_in({"a.csv": f'{header}\nTrao giống cây,"{BODY}",2025-03-04 08:00:00,Báo Mẫu\n'}).article
    told = (article["title"], article["published_on"], article["source"])
    assert told == ("Trao giống cây", date(2025, 3, 4), "Báo Mẫu")


def test_blocks_of_text_are_paragraphs_and_other_nested_values_no_text(take_in):
    taken = take_in(
        {
            "a.jsonl": lines(
                {
                    "id": "blocks",
                    "content": [{"type": "p", "text": BODY}, {"type": "p", "text": "Trời đẹp."}],
                },
                {"id": "tree", "content": [{"type": "p", "children": [{"text": BODY}]}]},
                {"id": "names", "text": {"0": BODY}, "title": "Theo cột"},
                {"id": "plain", "text": BODY + " Hết.", "source": {"name": "Báo"}, "author": {"name": "Lê"}},
            )
        }
    )
    texts = dict(taken.articles.select(pl.col("origin").str.extract("#(.*)"), "text").iter_rows())
    assert texts == {"blocks": f"{BODY}\n\nTrời đẹp.", "plain": f"{BODY} Hết."}
    assert taken.articles["byline"].to_list() == taken.articles["source"].to_list() == [None, None]
    assert taken.reasons == {"articles/a.jsonl#tree": "no_text", "articles/a.jsonl#names": "no_text"}
    assert taken.rejected["detail"].str.contains("a nested value is none").all()


def test_a_text_is_found_behind_many_other_keys(take_in):
    assert (
        take_in({"a.jsonl": lines({f"k{i}": i for i in range(200)} | {"text": BODY})}).article["text"] == BODY
    )


def test_keys_that_differ_in_case_only_give_the_filled_one(take_in):
    article = take_in({"a.jsonl": lines({"TEXT": None, "Text": BODY, "dAte": "2025-03-04"})}).article
    assert (article["text"], article["published_on"]) == (BODY, date(2025, 3, 4))


@pytest.mark.parametrize(
    "table",
    [
        csv_of(",id,text,date", f'0,x1,"{BODY}",2025-03-04'),
        csv_of("id,text,date,", f'x1,"{BODY}",2025-03-04,'),
        csv_of("id,text,date", f'x1,"{BODY}",2025-03-04,,'),
        csv_of("id,,text,date", f'x1,,"{BODY}",2025-03-04'),
        csv_of("id,text,text,date", f'x1,"{BODY}",khác,2025-03-04'),
        csv_of('"ID" , "Text", "Date"', f'x1, "{BODY}", 2025-03-04'),
        csv_of("sep=;", "id;text;date", f'x1;"{BODY}";04/03/2025', ";;", ";;"),
        csv_of("\ufeffid;noi_dung;date", f'x1;"{BODY}";04/03/2025').replace("\n", "\r\n"),
        csv_of("id\ttext\tdate", f"x1\t{BODY}\t2025-03-04"),
        csv_of("id,text,date", f'x1,"{BODY}",2025-03-04').replace("\n", "\r"),
        csv_of("TIN BÀI THÁNG 3,,", "Tuần 1,,", ",,", "Mã tin,Nội dung,Ngày đăng", f'x1,"{BODY}",04/03/2025'),
        csv_of("Tin tuần 1, Mường Sen;;;", "ID;Ngày;Tiêu đề;Nội dung", f'x1;04/03/2025;;"{BODY}"'),
        csv_of("", "id,junk,text,date", f'x1,{"x" * 1_000_000},"\0{BODY}\0",2025-03-04'),
    ],
    ids=[
        "index",
        "comma",
        "commas",
        "nameless",
        "twice",
        "spaced",
        "excel",
        "windows",
        "tab",
        "mac",
        "titles",
        "a title, semicolons",
        "large",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_csv_is_read_with_the_header_its_exporter_wrote(take_in, table, encoding):
    article = take_in({"a.csv": table.encode(encoding)}).article
    assert (article["origin"], article["text"], article["published_on"]) == (
        "articles/a.csv#x1",
        BODY,
        date(2025, 3, 4),
    )


def test_what_programs_write_for_no_value_is_none(take_in):
    words = [
        "\\N",
        "NULL",
        "null",
        "(null)",
        "NaN",
        "nan",
        "None",
        "NaT",
        "N/A",
        "#N/A",
        "undefined",
        "  NULL ",
    ]
    rows = [f'{w},{w},"{BODY} Bài {i}.",{w},{w},{w}' for i, w in enumerate(words)]
    taken = take_in({"a.csv": csv_of("id,title,text,author,source,date", *rows, "x,NULL,NULL,,,")})
    assert taken.articles.height == len(words)
    read = taken.articles.select("title", "byline", "source", "published_on").unique().rows()
    assert read == [(None, None, None, None)]
    assert taken.reasons == {"articles/a.csv#x": "no_text"}


def test_a_quote_that_does_not_fit_costs_its_row_and_no_line_of_an_article_becomes_one(take_in):
    taken = take_in(
        {
            "dated.csv": csv_of(
                "id,text,date",
                f'1,"{BODY}",2025-03-04',
                f'2,"{BODY},2025-03-04',
                f'3,"{BODY} Ba.",2025-03-04',
                '4,"Chợ, xã, huyện',
                'Sáng nay, chợ "phiên" họp, đông vui',
                'rồi tan, chợ, vắng",2025-03-04',
                f'5,"{BODY} Năm.",2025-03-04',
            ),
            "plain.csv": csv_of(
                "tt,text", f'1,"{BODY} Đầu."', '2,"a "b" c', "Sáng nay, bà con họp chợ.", f'3,"{BODY} Cuối."'
            ),
            "spark.csv": csv_of("id,text", f'1,"{BODY} Họ nói \\"vui\\", \\"rất vui\\"."'),
        }
    )
    assert taken.articles["origin"].str.strip_prefix("articles/").to_list() == [
        "dated.csv#1", "dated.csv#3", "dated.csv#5", "plain.csv#0", "spark.csv#1",
    ]  # fmt: skip
    assert taken.articles["text"].to_list()[-1].endswith('Họ nói "vui", "rất vui".')
    assert set(taken.reasons.values()) == {"malformed"}
    assert taken.rejected["detail"].str.contains("a quote that does not fit").all()


def test_a_line_in_another_encoding_is_read_by_itself_or_set_aside(take_in):
    good = BODY.replace(",", "")
    torn = b"4," + "Chợ quê".encode() + b"\xe2\xff\xff vui"
    content = f"id,text\n1,{good}\n2,".encode() + f"{good} Hai.".encode() + b"\n" + torn + b"\n"
    taken = take_in({"a.csv": content})
    assert taken.articles.height == 2
    assert taken.reasons == {"articles/a.csv#4": "malformed"}
    assert "none in any encoding" in taken.rejected["detail"][0]


def test_a_parquet_column_of_any_type_does_not_keep_the_text_from_being_read(take_in, folder):
    columns = {
        "id": ["h1"],
        "text": [BODY],
        "date": pa.array([datetime(2025, 3, 4, 16, 30, tzinfo=UTC)], pa.timestamp("ns", "America/New_York")),
        "duration": [timedelta(seconds=3)],
        "map": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int32())),
        "bytes": [b"\xff\x00"],
        "audio": [{"bytes": b"\xff", "path": "x"}],
        "embedding": pa.array([[0.1, 0.2]], pa.list_(pa.float32(), 2)),
        "wide": pa.array([Decimal(1)], pa.decimal256(60, 3)),
        "half": pa.array([1.5], pa.float16()),
        "nothing": [None],
        "structs": [[{"a": 1, "b": timedelta(1)}]],
    }
    pq.write_table(pa.table(columns), folder / "a.parquet")
    article = take_in().article
    assert (article["origin"], article["text"]) == ("articles/a.parquet#h1", BODY)
    assert article["published_at"] == datetime(2025, 3, 4, 16, 30, tzinfo=UTC)


def test_a_parquet_column_of_text_that_is_no_utf_8_is_read_as_what_it_is(take_in, folder):
    texts = pa.array([BODY.encode() + b" \xc3(", BODY.encode() + b" Hai."], pa.binary())
    columns = {"text": texts, "junk": pa.array([b"\xff", b"x"], pa.binary())}
    pq.write_table(
        pa.table({name: column.view(pa.string()) for name, column in columns.items()}), folder / "a.parquet"
    )
    assert take_in().articles["text"].to_list() == [f"{BODY} \ufffd(", f"{BODY} Hai."]


def test_a_damaged_part_of_a_parquet_file_is_set_aside_by_itself(take_in, folder):
    path = folder / "a.parquet"
    table = pa.table({"id": [str(i) for i in range(6)], "body": [f"{BODY} Bài {i}." for i in range(6)]})
    pq.write_table(table, path, row_group_size=2, compression="none", use_dictionary=False)
    content = path.read_bytes()
    at = pq.read_metadata(path).row_group(1).column(1).data_page_offset
    path.write_bytes(content[:at] + b"\xff" * 12 + content[at + 12 :])
    taken = take_in()
    assert taken.articles["origin"].str.extract("#(.*)").to_list() == ["0", "1", "4", "5"]
    assert taken.rejected.select("reason", pl.col("detail").str.head(59)).rows() == [
        ("malformed", "không đọc được / rows 0 to 1 of row group 1 cannot be read:")
    ]


def test_a_spark_folder_gives_its_parts(take_in, folder):
    table = pl.DataFrame({"id": ["a", "b"], "text": [BODY, BODY + " Hai."]})
    (folder / "out").mkdir()
    table.head(1).write_parquet(folder / "out/part-00000-c000.snappy.parquet")
    taken = take_in(
        {
            "out/part-00001-c000.json.gz": gzip.compress(table.tail(1).write_ndjson().encode()),
            "out/_SUCCESS": b"",
            "out/.part-00000-c000.snappy.parquet.crc": b"crc\0",
        }
    )
    assert taken.articles["origin"].str.extract("#(.*)").to_list() == ["a", "b"]
    assert taken.rejected.is_empty()


EXPORTS = [
    b'id,text,date\n1,"' + BODY.encode() + b'",2025-03-04\n2,"x ""y"" z",1e400\n',
    lines({"id": 1, "text": BODY, "date": -1}, {"id": 2, "text": [BODY], "date": {"$date": 10**30}}).encode(),
    json.dumps([{"text": BODY, "date": 10**18}, [1], None, {"text": {"a": 1}}], indent=1).encode(),
]


@pytest.fixture(scope="module")
def parquet_bytes() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({"id": [1, 2], "text": [BODY, "x"], "date": [1e300, float("nan")]}).write_parquet(out)
    return out.getvalue()


places = st.lists(st.floats(0, 1), min_size=1, max_size=6)
pieces = st.lists(st.sampled_from([b"", b'"', b"\n", b"\0", b"\xff", b"[", b"}", b",", b"\\", b"PAR1"]) | st.binary(max_size=6), min_size=6, max_size=6)  # fmt: skip


def spoilt(content: bytes, places: list[float], pieces: list[bytes]) -> bytes:
    """The bytes with a piece at each place."""
    for place, piece in zip(places, pieces, strict=False):
        at = int(place * len(content))
        content = content[:at] + piece + content[at + len(piece) // 2 :]
    return content


@settings(suppress_health_check=list(HealthCheck), max_examples=40, deadline=None, derandomize=True)
@given(which=st.integers(0, 3), places=places, pieces=pieces, packed=st.booleans())
def test_no_bytes_of_a_data_set_stop_a_run(take_in, parquet_bytes, which, places, pieces, packed):
    content = spoilt([*EXPORTS, parquet_bytes][which], places, pieces)
    taken = take_in(
        {"a.csv": gzip.compress(content)[: None if places[0] < 0.9 else -9] if packed else content}
    )
    assert taken.documents.height == taken.articles.height + taken.rejected.height > 0
    assert taken.documents.select("origin", "sha256", "row_number").is_unique().all()


def test_rows_whose_letters_were_encoded_twice_are_mended_or_told(take_in):
    text = "Thu ngân sách của tỉnh năm nay tăng mạnh so với kế hoạch, các sở, ngành được khen thưởng."
    twice = text.encode().decode("latin-1")
    lost = "".join(bytes([b]).decode("cp1252", "replace") for b in f"{text} Người dân mừng.".encode())
    rows = [
        {"id": "a", "title": "Ngân sách tỉnh".encode().decode("latin-1"), "text": twice},
        {"id": "b", "text": lost},
        {"id": "c", "title": "“ĐÃ RÕ”", "text": text},
    ]
    taken = take_in({"bao.jsonl": "\n".join(json.dumps(row) for row in rows)})
    texts = dict(taken.articles.select("origin", "text").iter_rows())
    assert texts == {
        "articles/bao.jsonl#a": f"Ngân sách tỉnh\n\n{text}",
        "articles/bao.jsonl#c": f"“ĐÃ RÕ”\n\n{text}",
    }
    assert taken.reasons == {"articles/bao.jsonl#b": "letters_lost"}


FIRST = "Xã Nà Mạ đã chi 640 triệu đồng làm kênh trong mười tháng đầu năm, bằng 80% kế hoạch."
LAST = "Phần còn lại sẽ được làm trước mùa mưa năm sau, theo kế hoạch của xã."
MARKED = {
    "paragraphs": (f"<p>{FIRST}</p>\n<p>Kênh\n dài 3&nbsp;km.</p>", f"{FIRST}\n\nKênh dài 3 km."),
    "capitals": (f"<P>{FIRST}</P><P>{LAST}<BR>Hết.</P>", f"{FIRST}\n\n{LAST}\n\nHết."),
    "a table of figures": (
        f"<p>{FIRST}</p><p>Kết quả của các bản như sau:</p><table><tr><th>Bản</th><th>Chi (triệu đồng)</th><th>Tỷ lệ</th></tr>"
        f"<tr><td>Nà Pheo</td><td>350</td><td>71%</td></tr><tr><td>Bản Mo</td><td>290</td><td>93%</td></tr></table><p>{LAST}</p>",
        f"{FIRST}\n\nKết quả của các bản như sau:\n\nBản: Chi (triệu đồng); Tỷ lệ.\n\nNà Pheo: Chi (triệu đồng): 350; Tỷ lệ: 71%."
        f"\n\nBản Mo: Chi (triệu đồng): 290; Tỷ lệ: 93%.\n\n{LAST}",
    ),
    "a table that lays out": (f"<table><tr><td><p>{FIRST}</p></td></tr><tr><td>{LAST}</td></tr></table>", f"{FIRST}\n\n{LAST}"),
    "a box of others": (f"<p>{FIRST}</p><div class='related-news'><p>Xã Bản Mo chi 777 triệu đồng làm cầu treo qua suối.</p></div><p>{LAST}</p>", f"{FIRST}\n\n{LAST}"),
    "a caption": (f"<p>{FIRST}</p><figure><img src=a.jpg><figcaption>Kênh cũ từng được sửa với 999 triệu đồng năm 2019.</figcaption></figure><p>{LAST}</p>", f"{FIRST}\n\n{LAST}"),
    "a script": (f"<p>{FIRST}</p><script>var x = '888 tỷ đồng';</script><style>p {{}}</style><p>{LAST}</p>", f"{FIRST}\n\n{LAST}"),
    "escaped": (f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;script&gt;var x = \"888 tỷ đồng\"&lt;/script&gt;&lt;p&gt;{LAST}&lt;/p&gt;", f"{FIRST}\n\n{LAST}"),
    "escaped twice": (f"&amp;lt;p&amp;gt;{FIRST}&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;{LAST}&amp;lt;/p&amp;gt;", f"{FIRST}\n\n{LAST}"),
    "breaks as words": (rf"{FIRST}\n\n{LAST}\r\nHết.", f"{FIRST}\n\n{LAST}\n\nHết."),
    "lines and a word in bold": (f"{FIRST}\n\n<b>{LAST}</b>\nHết.", f"{FIRST}\n\n{LAST}\n\nHết."),
    "an editor's blank lines": (f"<h2>Kênh mới</h2>\n{FIRST}\n\n{LAST}\n<ul><li>Một</li><li>Hai</li></ul>", f"Kênh mới\n\n{FIRST}\n\n{LAST}\n\nMột\n\nHai"),
    "pictures that tell": (
        "<p>Một ngày ở chợ.</p>" + "".join(f"<figure><img src={n}.jpg><figcaption>{c}</figcaption></figure>" for n, c in enumerate([FIRST, LAST, BODY])),
        f"Một ngày ở chợ.\n\n{FIRST}\n\n{LAST}\n\n{BODY}",
    ),
    "words that speak of markup": (f"{FIRST} Thẻ &lt;p&gt; mở một đoạn, R&amp;D thì không.", f"{FIRST} Thẻ <p> mở một đoạn, R&D thì không."),
    "signs that are none": (f"{FIRST} Mức a < b và c > d.", f"{FIRST} Mức a < b và c > d."),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKED)
def test_a_body_of_markup_is_read_as_a_page_is(take_in, name):
    body, text = MARKED[name]
    assert take_in({"a.jsonl": lines({"title": "Xã làm kênh", "content": body})}).article["text"] == (
        f"Xã làm kênh\n\n{text}"
    )


def test_a_body_that_is_a_whole_page_gives_its_article(take_in):
    page = f"<!DOCTYPE html><html><head><title>Xã làm kênh</title></head><body><nav><p>Trang chủ của báo, nơi có mọi tin trong ngày.</p></nav><h1>Xã làm kênh</h1><div><p>{FIRST}</p><p>{LAST}</p></div></body></html>"
    article = take_in({"a.jsonl": lines({"url": "https://bao.example.vn/kenh-1.html", "html": page})}).article
    assert (article["title"], article["text"]) == ("Xã làm kênh", f"Xã làm kênh\n\n{FIRST}\n\n{LAST}")


TWOFOLD = {
    "an American clock": (["1/2/2026 8:00:00 AM", "5/5/2026 9:00 PM"], [None, date(2026, 5, 5)]),
    "others with the month first": (["1/2/2026", "2/13/2026", "12/12/2025"], [None, None, date(2025, 12, 12)]),
    "others with the day first": (["1/2/2026 8:00 AM", "13/2/2026 8:00 AM"], [date(2026, 2, 1), date(2026, 2, 13)]),
    "Vietnam's": (["1/2/2026", "1/2/2026 8:00", "1-2-2026 8:00 SA"], [date(2026, 2, 1)] * 3),
    "one misprint among many": (["2/13/2026", *["1/2/2026"] * 3, *["20/1/2026"] * 40], [None, *[date(2026, 2, 1)] * 3, *[date(2026, 1, 20)] * 40]),
}  # fmt: skip


@pytest.mark.parametrize("name", TWOFOLD)
def test_a_day_that_its_column_tells_in_two_ways_is_none(take_in, name):
    told, days = TWOFOLD[name]
    rows = [{"title": f"Tin {n}", "text": f"{BODY} Đợt {n}.", "date": day} for n, day in enumerate(told)]
    articles = take_in({"a.jsonl": lines(*rows)}).articles.sort("row_number")
    assert articles["published_on"].to_list() == days


def test_a_source_that_is_an_address_or_a_host_is_its_host(take_in):
    written = ["https://bao.example.vn/tin-1.html", "https://www.bao.example.vn/tin-2.html", "bao.example.vn", "BAO.EXAMPLE.VN", "www.bao.example.vn"]  # fmt: skip
    rows = [{"id": n, "title": f"Tin {n}", "text": f"{BODY} Đợt {n}.", "Nguồn": told} for n, told in enumerate(written)]  # fmt: skip
    assert take_in({"a.jsonl": lines(*rows)}).articles["source"].unique().to_list() == ["bao.example.vn"]
    names = ["Báo Vùng Cao", "T.T.H", "Theo VnEconomy.Vn hôm nay"]
    rows = [{"text": f"{BODY} Kỳ {n}.", "source": name} for n, name in enumerate(names)]
    others = take_in({"a.jsonl": lines(*rows)}).articles
    assert sorted(others["source"]) == names


def test_the_day_of_an_export_gives_way_to_that_of_publishing(take_in):
    article = take_in({"a.jsonl": lines({"text": BODY, "date": "2026-02-20", "publish_date": "2025-03-04"})}).article  # fmt: skip
    assert article["published_on"] == date(2025, 3, 4)
    assert take_in({"b.jsonl": lines({"text": BODY, "date": "2025-03-04"})}).article["published_on"] == date(2025, 3, 4)  # fmt: skip
