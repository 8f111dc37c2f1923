"""underthesea on the sample's texts, in its own environment: sentences split, and in each of them names found (its CRF models, which its wheel brings).

    build/peers/underthesea/bin/python benchmarks/peers/with_underthesea.py split|ner FOLDER

Nothing of khotin imports underthesea, and this file runs by itself.
"""

import json
import sys
from pathlib import Path
from typing import Any

from clock import tell
from underthesea import ner, sent_tokenize


def main(kind: str, folder: Path) -> None:
    """Tells the cost of one kind of reading; its unit are the sentences that khotin splits of the same texts."""
    sample = [json.loads(line) for line in (folder / "sample.jsonl").read_text(encoding="utf-8").splitlines()]
    ner("Bà Lê Thị Mai ở Hà Nội.")  # loads its models

    def work() -> dict[str, Any]:
        sentences = [s for row in sample for s in sent_tokenize(row["text"])]
        found = sum(tag.startswith("B-") for s in sentences for *_, tag in ner(s)) if kind == "ner" else None
        return {"units": sum(row["sentences"] for row in sample), "sentences": len(sentences), "names": found}

    tell(work)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
