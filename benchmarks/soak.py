"""Looks for an input that stops a run, or that khotin fails to read, for so many minutes: `python benchmarks/soak.py MINUTES [SEED]`.

Each batch has a seed, which is printed where something was found: the inputs of a seed are always the same.
"""

import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.inputs import crossed, drawn, failures

DRAWN, CROSSED = (
    200,
    1_800,
)  # inputs of a batch: from the grammar, and from these by mutation, which is quicker


def main(minutes: float, seed: int) -> int:
    until, count = time.monotonic() + 60 * minutes, 0
    found: Counter[str] = Counter()
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory(prefix="khotin-soak-") as folder:
            made = drawn(DRAWN, seed)
            made += crossed(made, CROSSED, seed)
            try:
                failed = failures(made, Path(folder))
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                failed = [{"origin": "the run", "detail": traceback.format_exc()[-1500:]}]
        count += len(made)
        for one in failed:
            found[one["detail"].split(": ")[0]] += 1
            print(f"seed {seed}: {one['origin']}: {one['detail']}", flush=True)
        print(f"seed {seed}: {len(made)} inputs, {len(failed)} failures", flush=True)
        seed += 1
    print(f"{count} inputs, up to seed {seed - 1}; {sum(found.values())} failures: {dict(found) or 'none'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
