"""Damaged studies and network files by the thousand: ``python tests/fuzz/fuzz.py [N] [--seed S]``, or ``make fuzz``.

Each of N inputs is read, checked, derived and measured in a process that may die, hang or grow without the run ending.
What does not end in a result or a documented code is saved, with the line that does it again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "contracts"), str(HERE.parent / "io")]

from fuzz_workers import again, child, run  # noqa: E402 - found beside this file only from here on


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="Number of the first input.")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="Where inputs that fail are saved.")
    parser.add_argument("--again", type=Path, metavar="FOLDER", help="Do one saved input again.")
    parser.add_argument("--child", nargs=5, metavar=("SEED", "FIRST", "LAST", "STEP", "SEEDS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(*map(int, asked.child[:4]), Path(asked.child[4]))
        return 0
    if asked.again:
        sys.stdout.write(f"{again(asked.again)}\n")
        return 0
    result = run(asked.inputs, asked.seed, asked.out, first=asked.first)
    sys.stdout.write(result.told())
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
