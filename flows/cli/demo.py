"""`khotin demo`: a warehouse of the sample articles, and a tour of it in ten questions."""

import shlex
from pathlib import Path

import typer
from rich.text import Text

from flows.assets import root
from flows.cli.terminal import WarehouseOption, console, errors, place

HOME = Path("khotin-demo") / "khotin.duckdb"
# What is asked, in Vietnamese / English, and the command that answers it.
TOUR = (
    ("Có gì trong kho? / What is there?", "sql \"select 'bài / articles' as what, count(*) as count from mart.articles union all select 'câu / sentences', count(*) from mart.sentences union all select 'số liệu / figures', count(*) from mart.measurements union all select 'phát biểu / statements', count(*) from mart.statements\""),
    ("Quảng Ninh hứa thu bao nhiêu, thu được bao nhiêu? / What did Quảng Ninh promise to collect, and what did it collect?", "sql \"select surface, status, period_end, published_on from mart.measurements where subject = 'Quảng Ninh' and metric = 'state_budget_revenue' and kind = 'level' and scope is null and not is_repeat order by period_end\""),
    ("Lời hứa đến hạn năm 2024: đã đạt chưa? / Promises due in 2024: were they kept?", "sql promises_due year=2024 subject=\"quang ninh\""),
    ("Các bài nói khác nhau ở đâu? / Where do articles differ?", "sql disagreements"),
    ("Ai giữ chức gì ngày 30/6/2024? / Who held which office on 30 June 2024?", "sql office_holders organization=\"UBND tỉnh Quảng Ninh\" day=2024-06-30"),
    ("Ông đã nói gì? / What did he say?", "sql said person=\"tran quoc thuan\""),
    ("Dự án nào lớn nhất? / Which projects are largest?", "sql \"select name, amount_vnd, amount_usd, articles from mart.projects where amount_vnd is not null order by amount_vnd desc limit 5\""),
    ("Tìm chữ, có dấu hay không / Words, with or without diacritics", "search \"khach du lich\" --limit 2"),
    ("Bài nào đã được sửa, sửa gì? / Which articles were corrected, and what?", "sql corrections"),
    ("Mỗi cột nghĩa là gì? / What does each column mean?", "sql columns view=claims"),
)  # fmt: skip
NEXT = """Tiếp theo / next:
  khotin ask {words}      khotin sql      khotin page "Quảng Ninh" --open      khotin report --open
  (thêm / add: --warehouse {warehouse})"""


def add_to(app: typer.Typer) -> None:
    """Adds the command `demo`, which asks the other commands of the app."""

    @app.command()
    def demo(warehouse: WarehouseOption = None) -> None:
        """A tour of ten questions on the bundled sample articles, in a warehouse of its own: khotin-demo/ without --warehouse.

        Example: `khotin demo`
        """
        path = place(warehouse or HOME)
        if not path.exists():
            _built(path)
        for number, (asks, command) in enumerate(TOUR, 1):
            console.print(Text.assemble((f"\n{number}. {asks}", "bold")), soft_wrap=True)
            console.print(f"$ khotin {command}", style="dim", soft_wrap=True)
            app([*shlex.split(command), "--warehouse", str(path)], standalone_mode=False)
        console.print(f"\n{NEXT.format(words='thu ngân sách', warehouse=path)}", soft_wrap=True)


def _built(path: Path) -> None:
    """Runs the whole flow on the sample articles."""
    from flows.run import one_run
    from flows.settings import Settings

    with errors.status("đang dựng kho mẫu / building the sample warehouse …") as status:
        one_run.run_once(
            [str(root() / "seeds" / "articles")], path, Settings().batch_bytes, told=status.update
        )
