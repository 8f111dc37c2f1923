"""`khotin mcp`: what a client of the protocol can ask, and that it can do nothing but read."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from flows.cli.mcp_server import server
from tests.cli.test_sql import HOSTILE, beside  # noqa: F401  # what hostile queries ask for


def calls(warehouse: Path, *asked: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools answer, in the structured form; a text where a tool failed."""

    async def all_of_them() -> list[Any]:
        async with Client(server(warehouse)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            assert tools == {"list_questions", "ask", "describe", "query", "search", "explain"}
            answers = []
            for name, arguments in asked:
                done = await client.call_tool(name, arguments)
                answers.append(done.content[0].text if done.is_error else done.structured_content["result"])
            return answers

    return asyncio.run(all_of_them())


def test_a_client_lists_asks_describes_queries_searches_and_has_explained(sample_run):
    fact = "SELECT fact_id, value FROM mart.measurements WHERE surface = '56.200 tỷ đồng' AND NOT is_repeat LIMIT 1"
    listed, due, views, columns, queried, found = calls(
        sample_run[0],
        ("list_questions", {"words": "loi hua den han"}),
        ("ask", {"name": "promises_due", "parameters": {"year": "2024", "subject": "quang ninh"}}),
        ("describe", {}),
        ("describe", {"view": "measurements"}),
        ("query", {"sql": fact}),
        ("search", {"words": "khach du lich", "limit": 2}),
    )
    assert "promises_due" in {q["name"] for q in listed}
    assert {"reached"} <= {row["progress"] for row in due}
    assert {"measurements", "sentences"} <= {row["view"] for row in views}
    assert {"metric", "value"} <= {row["column"] for row in columns}
    assert queried[0]["value"] == 56_200_000_000_000 and len(found) == 2 and "«" in found[0]["snippet"]
    (told,) = calls(sample_run[0], ("explain", {"fact_id": queried[0]["fact_id"]}))
    assert "56.200 tỷ đồng" in " ".join(told.split())


def test_what_does_more_than_read_is_refused_in_a_line(sample_run, beside):  # noqa: F811
    before = sample_run[0].read_bytes()
    asked = [
        ("query", {"sql": sql.format(**beside)}) for sql in [*HOSTILE.values()][::3]
    ]  # `khotin sql` is shown them all
    asked += [
        ("ask", {"name": "nothing"}),
        ("ask", {"name": "said", "parameters": {"nobody": "x"}}),
        ("describe", {"view": "x'; DROP TABLE dim_article"}),
        ("search", {"words": " "}),
        ("search", {"words": "thu", "since": "hôm qua"}),
        ("explain", {"fact_id": "' OR 1=1"}),
    ]
    for (name, arguments), answer in zip(asked, calls(sample_run[0], *asked), strict=True):
        assert isinstance(answer, str) and "Traceback" not in answer and "HUSH" not in answer, (
            name,
            arguments,
        )
    assert sample_run[0].read_bytes() == before
    assert {p.name for p in Path(beside["folder"]).iterdir()} == {"file.csv", "other.duckdb"}


@pytest.mark.parametrize("words", ["x' OR '1'='1", '"', "%"])
def test_hostile_words_are_words(sample_run, words):
    (answer,) = calls(sample_run[0], ("ask", {"name": "said", "parameters": {"person": words + "x"}}))
    assert answer == []
