"""`mart.sentences`: the sentences of the articles as they are now, with where each stands and what it names."""

from tests.load.conftest import news, tells

OF = "FROM mart.sentences WHERE starts_with(title, '{}') ORDER BY sentence_number"


@tells(
    here=news("2025-01-08", "Thu ngân sách tăng", "Tỉnh Quảng Ninh thu 56.200 tỷ đồng.", "Tỉnh Quảng Ninh và tỉnh Lào Cai ký thỏa thuận."),
    gone=news("2025-01-09", "Bài bị rút", "Tỉnh Lào Cai thu 9.000 tỷ đồng."),
)  # fmt: skip
def test_a_sentence_has_its_place_its_article_and_its_province(loaded):
    told = loaded(
        {
            "rows": f"SELECT role, published_on::VARCHAR, province, sentence {OF.format('Thu')}",
            "spans": "SELECT count(*) FROM mart.sentences JOIN mart.articles AS a USING (article_id) WHERE a.text[char_start + 1 : char_end] <> sentence",
            "withdrawn": "UPDATE dim_article SET withdrawn_at = now() WHERE starts_with(title, 'Bài')",
            "gone": f"SELECT * {OF.format('Bài')}",
        }
    )
    assert told["rows"] == [
        ("header", "2025-01-08", None, "date 2025-01-08"),
        ("title", "2025-01-08", None, "Thu ngân sách tăng"),
        ("body", "2025-01-08", "Quảng Ninh", "Tỉnh Quảng Ninh thu 56.200 tỷ đồng."),
        ("body", "2025-01-08", None, "Tỉnh Quảng Ninh và tỉnh Lào Cai ký thỏa thuận."),
    ]
    assert told["spans"] == [(0,)]
    assert told["withdrawn"] == [(1,)] and told["gone"] == []
