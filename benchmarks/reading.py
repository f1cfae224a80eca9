"""How long a register of a million attendances takes to be read and checked, and how much memory. `make bench`.

The same rows as CSV, Parquet and DuckDB, each read in a process of its own, beside what pandas, polars and DuckDB take
to read the bare file: as text, and with nothing checked. Seconds depend on the machine; ratios in one run do not.

    python benchmarks/reading.py [ROWS]
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROWS = 1_000_000
AIM = 5.0
RUNS = 2
SITES = 150
HEADINGS = "meeting,person,organisation,profession,attended,minutes_present"

MEASURED = """
import json, resource, sys, time
import numpy, pandas, scipy.sparse
{before}
path = sys.argv[1]
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.perf_counter()
{run}
took = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([took, (peak - base) * 1024]))
"""
LOADING = (
    "import sna; from sna.io import read_study; from sna.derive import DERIVING",
    "read_study(path, deriving=DERIVING)",
)
CHECKING = ("import sna, sna.report", "sna.check(path)")


def register(folder: Path, rows: int) -> None:
    """Write an invented register: ten attendances a meeting, fifty a person, drawn at random."""
    folder.mkdir(parents=True)
    draw = np.random.default_rng(0)
    sites = [f"R{n:03d}" for n in range(SITES)]
    people, meetings = max(rows // 50, 1), max(rows // 10, 1)
    professions = np.array(["surgeon", "nurse", "radiologist", "oncologist"])[draw.integers(0, 4, rows)].tolist()
    attended = np.array(["yes"] * 7 + ["no", "apologies"])[draw.integers(0, 9, rows)].tolist()
    person, site, minutes = (draw.integers(*ends, rows).tolist() for ends in ((0, people), (0, SITES), (5, 90)))
    days = [f"20{15 + n % 5}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(meetings)]
    tables = {
        "organisations": ("organisation", sites),
        "people": ("person", (f"p{n}" for n in range(people))),
        "meetings": ("meeting,date,duration_minutes", (f"m{n},{day},90" for n, day in enumerate(days))),
        "attendance": (
            HEADINGS,
            (
                f"m{n % meetings},p{person[n]},{sites[site[n]]},{professions[n]},{attended[n]},"
                f"{minutes[n] if attended[n] == 'yes' else ''}"
                for n in range(rows)
            ),
        ),
    }
    for name, (headings, lines) in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8") as file:
            file.write(headings + "\n")
            file.writelines(f"{line}\n" for line in lines)
    (folder / "study.toml").write_text('[study]\nsnapshots = "year"\n', encoding="utf-8")


def typed_copies(folder: Path) -> dict[str, Path]:
    """Write the register as Parquet files and as a DuckDB database, with DuckDB; nothing where it is not installed."""
    if importlib.util.find_spec("duckdb") is None or importlib.util.find_spec("pyarrow") is None:
        print("Parquet and DuckDB are left out: pip install 'sna[large]'")
        return {}
    import duckdb

    copies = {"Parquet": folder / "parquet", "DuckDB": folder / "duckdb"}
    for copy in copies.values():
        copy.mkdir()
        (copy / "study.toml").write_text('[study]\nsnapshots = "year"\n', encoding="utf-8")
    with duckdb.connect(str(copies["DuckDB"] / "study.duckdb")) as database:
        for path in sorted((folder / "csv").glob("*.csv")):
            database.execute(f"CREATE TABLE {path.stem} AS SELECT * FROM read_csv('{path}')")  # noqa: S608
            database.execute(f"COPY {path.stem} TO '{copies['Parquet'] / path.stem}.parquet'")
    return copies


def measured(parts: tuple[str, str], path: Path) -> tuple[float, float]:
    """Return the seconds of the quickest of several runs, and the most bytes that any took beyond the imports."""
    script = MEASURED.format(before=parts[0], run=parts[1])
    runs = []
    for _ in range(RUNS):
        done = subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
    return min(took for took, _ in runs), max(size for _, size in runs)


def bare_reads(file: Path) -> dict[str, tuple[tuple[str, str], Path]]:
    """Return how others read the file, every cell as text and nothing checked; those not installed are said."""
    readers = {
        "pandas": ("", "read = pandas.read_csv(path, dtype=str, keep_default_na=False)"),
        "polars": ("import polars", "read = polars.read_csv(path, infer_schema=False)"),
        "duckdb": ("import duckdb", "read = duckdb.sql(f\"SELECT * FROM read_csv('{path}', all_varchar=true)\").df()"),
    }
    found = {name for name in readers if importlib.util.find_spec(name)}
    for name in sorted(readers.keys() - found):
        print(f"{name} is left out: it is not installed")
    return {f"{name}, bare CSV as text": (parts, file) for name, parts in readers.items() if name in found}


def main() -> None:
    """Print seconds, memory as a multiple of the CSV file, and the ratio to the bare read of pandas."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        csv = Path(folder) / "csv"
        register(csv, rows)
        file = csv / "attendance.csv"
        size = file.stat().st_size
        print(f"{rows:,} attendances, {size / 1e6:.0f} MB as CSV; read with meetings, people and organisations")
        runs = bare_reads(file)
        runs["sna, CSV, every check"] = (LOADING, csv)
        runs |= {f"sna, {kind}, every check": (LOADING, copy) for kind, copy in typed_copies(Path(folder)).items()}
        runs["sna check, CSV, with ties"] = (CHECKING, csv)
        floor = 0.0
        for name, (parts, path) in runs.items():
            took, peak = measured(parts, path)
            floor = floor or took
            aim = f"   aim {AIM * rows / ROWS:g} s" if name.startswith("sna, CSV") else ""
            print(
                f"{name:28} {took:7.2f} s {took / floor:6.1f} x pandas {peak / size:6.1f} x the file{aim}", flush=True
            )


if __name__ == "__main__":
    main()
