"""What fuzzing starts from: studies and network files of every kind that is read, good ones and bad ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from network_files import named
from typed_files import KINDS, converted

from sna.errors import OutputError
from sna.io import bundled_studies, new_study
from sna.io.formats.converting import Writing
from sna.io.formats.converting import converted as written
from sna.io.formats.known_formats import FORMATS, READABLE
from sna.io.formats.network_file import NetworkFile, Relation, Rows

if TYPE_CHECKING:
    from fuzz_mutations import Files

BAD = Path(__file__).parents[1] / "bad"
_PLACES = (parent / "shared" / "data" / "format_corpus" for parent in Path(__file__).parents)
CORPUS = next((place for place in _PLACES if place.is_dir()), None)
GOOD = {"study": 12, "network": 26}
"""How many of the last seeds are whole, and are read."""
_MOST_LINES = 80
_MOST_BYTES = 30_000
_MORE = {
    "net.gdf": b"nodedef>name VARCHAR,label VARCHAR,x DOUBLE\na,'A, b',1\nb,,2\nedgedef>node1,node2,directed,weight\n"
    b"a,b,true,2\nb,a,false,1\n",
    "net.mpx": b"#TYPE\nmultiplex\n#ACTOR ATTRIBUTES\ns,STRING\n#EDGE ATTRIBUTES\nx,weight,NUMERIC\n#LAYERS\n"
    b"x,UNDIRECTED\n#ACTORS\na,1\nb,2\n#VERTICES\na,x\n#EDGES\na,b,x,2\n",
    "net.sm": b"# a b\n0 1\n2,0\n",
    "net.adj": b"0 1 0\n0 0 2\n1 0 0\n",
    "net.2sm": b"0 1 2\n1 0 0\n",
    "net.lst": b"a b c\nb a\n",
    "net.csv": b",A,B,C\nA,0,1,2\nB,1,0,0.5\nC,2,0,0\n",
    "net.dl": b"DL n=3, nm=2 format=fullmatrix\nlabels:\na,b,c\nmatrix labels: x y\ndata:\n0 1 na\n2 0 0\n0 0 1\n"
    b"0 1 0\n0 0 1\n1 1 0\n",
}


def studies() -> list[Files]:
    """Return every case of bad input, and small copies of the bundled studies."""
    found = [_files(case.parent) for case in sorted(BAD.glob("*/expected.json"))]
    found += [{name: _top(name, data) for name, data in _files(place).items()} for place in bundled_studies().values()]
    return found


def made(folder: Path) -> list[Files]:
    """Return studies that are made for the occasion in an empty folder: templates and typed files."""
    new_study(folder / "new.xlsx")
    new_study(folder / "new")
    found = [{"study.xlsx": (folder / "new.xlsx").read_bytes()}, _files(folder / "new")]
    for name in ("good-study", "good-survey"):
        found += [_files(converted(BAD / name, folder / f"{name}-{kind}", kind)) for kind in KINDS]
        found.append(_files(BAD / name))
    return found


def networks() -> list[Files]:
    """Return files of every format that is read: written here, and real ones where they are at hand."""
    found = [{name: data} for name, data in _MORE.items()]
    for key in READABLE:
        form = FORMATS[key]
        if form.holds is not None:
            for network in (_small(), named("Trust")):
                try:
                    found.append(written({"": network}, form, "net", Writing(), []))
                except OutputError:
                    continue
    return _real() + found


def _small() -> NetworkFile:
    organisations = Rows(("organisation",), (("A",), ("B",), ("C",)), (1, 2, 3))
    ties = Rows(("from", "to", "weight"), (("A", "B", "2"), ("B", "C", "1.5"), ("C", "A", "1")), (1, 2, 3))
    return NetworkFile("net", organisations, (Relation("trust", directed=True, ties=ties),))


def _real() -> list[Files]:
    if CORPUS is None:
        return []
    found = []
    for path in sorted(CORPUS.rglob("*")):
        if not path.is_file() or path.parent == CORPUS or path.stat().st_size > _MOST_BYTES or path.suffix == ".##d":
            continue
        files = {f"net{path.suffix}": path.read_bytes()}
        other = path.with_suffix(".##d")
        if path.suffix == ".##h" and other.is_file():
            files["net.##d"] = other.read_bytes()
        found.append(files)
    return found


def _files(folder: Path) -> Files:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and p.name != "expected.json"}


def _top(name: str, data: bytes) -> bytes:
    return b"".join(data.splitlines(keepends=True)[:_MOST_LINES]) if name.endswith(".csv") else data
