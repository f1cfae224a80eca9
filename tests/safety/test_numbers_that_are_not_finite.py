"""Guards that a weight that is not finite ends in E316, and the process that read it goes on: igraph would not."""

from __future__ import annotations

import json
import math
import sqlite3
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

WEIGHTS = (math.nan, math.inf, -math.inf)
XML = '<?xml version="1.0"?>'
NETWORKS = {
    "net.graphml": XML + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="w" for="edge" '
    'attr.name="weight" attr.type="double"/><graph edgedefault="directed"><node id="A"/><node id="B"/>'
    '<edge source="A" target="B"><data key="w">{}</data></edge></graph></graphml>',
    "net.gexf": XML + '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed"><nodes>'
    '<node id="A"/><node id="B"/></nodes><edges><edge id="0" source="A" target="B" weight="{}"/></edges></graph>'
    "</gexf>",
    "net.gml": "graph [ directed 1 node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 weight {} ] ]",
    "net.net": '*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2 {}\n',
    "net.paj": '*Network n\n*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2 {}\n',
    "net.dl": "dl n=2 format=edgelist1\nlabels:\nA,B\ndata:\n1 2 {}\n",
    "net.vna": "*Tie data\nfrom to weight\nA B {}\n",
    "net.gdf": "nodedef>name VARCHAR\nA\nB\nedgedef>node1 VARCHAR,node2 VARCHAR,weight DOUBLE\nA,B,{}\n",
    "net.mpx": "#TYPE\nmultiplex\n#EDGE ATTRIBUTES\nx,weight,NUMERIC\n#LAYERS\nx,DIRECTED\n#EDGES\nA,B,x,{}\n",
    "net.csv": "Source,Target,Type,Weight\nA,B,Directed,{}\n",
    "matrix.csv": ",A,B\nA,0,{}\nB,1,0\n",
    "net.adj": "0 {}\n1 0\n",
    "net.sm": "# A B\n0 {}\n1 0\n",
    "net.2sm": "0 {}\n1 0\n",
}


def csv(weight: float, folder: Path) -> None:
    (folder / "trust.csv").write_text(f"from,to,weight\nA,B,{weight}\n")


def matrix(weight: float, folder: Path) -> None:
    (folder / "trust.csv").write_text(f",A,B\nA,,{weight}\nB,1,\n")
    (folder / "study.toml").write_text('[layer.trust]\nfrom = "trust.csv"\n')


def parquet(weight: float, folder: Path) -> None:
    pq.write_table(pa.table({"from": ["A"], "to": ["B"], "weight": [weight]}), folder / "trust.parquet")


def sqlite(weight: float, folder: Path) -> None:
    database = sqlite3.connect(folder / "ties.sqlite")
    database.execute('CREATE TABLE trust ("from" TEXT, "to" TEXT, weight)')
    # SQLite keeps no NaN as a number: it is stored as text, as an export would write it.
    database.execute("INSERT INTO trust VALUES ('A', 'B', ?)", ("nan" if math.isnan(weight) else weight,))
    database.commit()
    database.close()


def duck(weight: float, folder: Path) -> None:
    with duckdb.connect(str(folder / "ties.duckdb")) as database:
        database.execute('CREATE TABLE trust ("from" VARCHAR, "to" VARCHAR, weight DOUBLE)')
        database.execute("INSERT INTO trust VALUES ('A', 'B', ?)", [weight])


def workbook(weight: float, folder: Path) -> None:
    book = Workbook()
    book.active.title = "trust"
    for row in (("from", "to", "weight"), ("A", "B", 1234.5)):
        book.active.append(row)
    book.save(folder / "first.xlsx")
    # No program writes such a number; a file from a stranger can hold it.
    with (
        zipfile.ZipFile(folder / "first.xlsx") as old,
        zipfile.ZipFile(folder / "ties.xlsx", "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"1234.5", str(weight).encode()))
    (folder / "first.xlsx").unlink()


STUDIES: tuple[Callable[[float, Path], None], ...] = (csv, matrix, parquet, sqlite, duck, workbook)
PROGRAM = textwrap.dedent("""
    import json, sys
    import sna
    from sna.errors import SnaError
    from sna.io.formats.opening import read_network_file
    found = {}
    for kind, path in json.loads(sys.stdin.read()):
        try:
            if kind == "network":
                read_network_file(path)
                found[path] = []
            else:
                report = sna.check(path)
                found[path] = [problem.code for problem in report.problems if problem.severity == "error"]
                if report.study is not None:
                    sna.measure(report.study, "weighted_betweenness")
        except SnaError as error:
            found[path] = [problem.code for problem in error.problems]
    print(json.dumps(found))
""")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_reader_says_so_and_the_process_goes_on(tmp_path: Path, weight: float) -> None:
    asked = []
    for name, text in NETWORKS.items():
        (tmp_path / name).write_text(text.format(weight))
        asked.append(("network", str(tmp_path / name)))
    for write in STUDIES:
        folder = tmp_path / write.__name__
        folder.mkdir()
        (folder / "organisations.csv").write_text("organisation\nA\nB\n")
        write(weight, folder)
        asked.append(("study", str(folder)))
    command = [sys.executable, "-c", PROGRAM]
    ran = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert {Path(path).name: sorted(set(codes)) for path, codes in found.items()} == {
        Path(path).name: ["E316"] for _, path in asked
    }
