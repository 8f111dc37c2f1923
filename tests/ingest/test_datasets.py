"""JSON lines, CSV and Parquet as articles, whatever their columns are called."""

import json
from datetime import UTC, date, datetime

import polars as pl
import pytest

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
    assert "columns id, tieude; one with the text is called body or text" in taken.rejected["detail"][0]


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


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.parquet", b"PAR1 torn", "not_text"),
        ("a.csv", b"id,body\n", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"\n,,,\n", "empty"),
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
