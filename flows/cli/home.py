"""The command `init`: a home for who installed khotin, which every command finds from below. `flows.cli` adds it."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.terminal import console

SOURCES = """# Your own sources and other seeds: rows here come on top of khotin's. `khotin source add https://…` writes into it.
# incoming: what is put into that folder is taken in by every run; `khotin source pause incoming` leaves it out.
source,name_vi,name_en,aliases,folders,ids,kind,address,section,language,licence,pass_on,delay,schedule,active,withdraws
incoming,Tệp của tôi,My files,,incoming,,folder,incoming,,vi,,no,,,yes,no
"""
ARTICLE = """date 2025-01-08 Quảng Ninh thu ngân sách vượt dự toán

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn tỉnh Quảng Ninh đạt 56.200 tỷ đồng, tăng 5% so với năm 2023.

Tỉnh phấn đấu năm 2025 thu ngân sách nhà nước đạt 60.000 tỷ đồng.
"""
README = """# khotin

Mọi lệnh dưới đây chạy từ thư mục này hay bên dưới / Every command below is given in this folder or below it:

```
khotin doctor                              # có gì sai không / is anything wrong
khotin run                                 # lấy bài mới / takes in what is new: incoming/, and your sources
khotin status                              # đã chạy thế nào / how it went
khotin report --open                       # báo cáo chất lượng / the quality report
khotin sql "select surface, subject, status from mart.measurements"
khotin source add https://baochinhphu.vn   # thêm nguồn / a source of your own
khotin schedule --every 15m                # chạy đều đặn / until stopped
khotin backup khotin.zip                   # sao lưu / a copy of all that cannot be made anew
```

khotin.toml: cài đặt / settings · seeds/: danh mục riêng / your own seeds · incoming/: bỏ bài vào đây / put articles here ·
warehouse/: kho / what runs leave
"""
PARTS = {
    "seeds/sources.csv": SOURCES,
    "incoming/thu-ngan-sach.txt": ARTICLE,
    "README.md": README,
}


def add_to(app: typer.Typer) -> None:
    """Adds the command `init`."""
    app.command()(init)


def init(
    folder: Annotated[Path, typer.Argument(help="Where; none: the current folder.")] = Path(),
) -> None:
    """Makes a home: settings, your own seeds with a sample source, a folder to put articles into. What is there stays.

    Examples: `khotin init` · `khotin init ~/tin`
    """
    from flows.config import NAME, sample

    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} là tệp, nêu thư mục / is a file: name a folder")
    begun = folder.exists() and (folder / NAME).exists()
    for name, words in {NAME: sample(), **PARTS}.items():
        file = folder / name
        if file.exists():
            console.print(f"giữ nguyên / kept: {file}")
        elif begun and name == "incoming/thu-ngan-sach.txt":
            continue  # it was taken away since
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(words, encoding="utf-8")
            console.print(f"đã tạo / made: {file}")
    (folder / "warehouse").mkdir(exist_ok=True)
    console.print(f"Tiếp theo / next: cd {folder} && khotin run")
