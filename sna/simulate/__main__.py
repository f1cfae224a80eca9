"""`python -m sna.simulate FOLDER` writes every bundled study into a folder of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from sna.simulate.bundled import BUNDLED, SEED, write_bundled


def main() -> None:
    """Write the bundled studies, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m sna.simulate", description="Write the bundled, invented studies.")
    parser.add_argument("folder", type=Path, help="folder that gets one folder a study")
    parser.add_argument("--study", action="append", choices=BUNDLED, help="only this study (may be repeated)")
    parser.add_argument("--seed", type=int, default=SEED, help="whole number that settles every draw (%(default)s)")
    given = parser.parse_args()
    for name in given.study or BUNDLED:
        write_bundled(name, given.folder / name, seed=given.seed)


if __name__ == "__main__":
    main()
