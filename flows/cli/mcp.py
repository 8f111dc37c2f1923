"""`khotin mcp`: the warehouse for programs that speak the Model Context Protocol."""

import typer

from flows.cli.terminal import WarehouseOption, place


def add_to(app: typer.Typer) -> None:
    """Adds the command `mcp`."""
    app.command()(mcp)


def mcp(warehouse: WarehouseOption = None) -> None:
    """Serves the warehouse over standard input and output to a client of the Model Context Protocol: it reads, nothing else.

    It needs an extra: `pip install "khotin[mcp]"`. Example, in a client's settings: `khotin mcp --warehouse /data/khotin.duckdb`
    """
    try:
        from flows.cli.mcp_server import server
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise ValueError(
            'cần gói thêm chưa cài / this needs an extra that is not installed: pip install "khotin[mcp]"'
        ) from None
    path = place(warehouse)
    if not path.exists():
        raise FileNotFoundError(f"{path} chưa có / is not there yet: `khotin run` tạo ra nó / makes it")
    server(path).run("stdio")
