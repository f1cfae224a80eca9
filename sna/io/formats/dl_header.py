"""The head of a UCINET DL file: how many nodes and matrices, in which format, under which labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sna.io.formats.network_file import refused
from sna.io.formats.text_file import MOST_NODES, shown
from sna.io.formats.tie_values import whole_number
from sna.io.formats.words import Word, words_by_line, words_of

MATRICES = ("fullmatrix", "upperhalf", "lowerhalf")
LISTS = ("edgelist1", "edgelist2", "nodelist1", "nodelist1b", "nodelist2", "edgearray1", "edgearray2")
_SHORT = {
    "fm": "fullmatrix",
    "uh": "upperhalf",
    "lh": "lowerhalf",
    "edgelist": "edgelist1",
    "edgearray": "edgearray1",
    "el1": "edgelist1",
    "el2": "edgelist2",
    "ea1": "edgearray1",
    "ea2": "edgearray2",
    "nl1": "nodelist1",
    "nl1b": "nodelist1b",
    "nl2": "nodelist2",
    "nodelist": "nodelist1",
}
_OF = {
    **dict.fromkeys(("row", "rows"), "row"),
    **dict.fromkeys(("col", "cols", "column", "columns"), "column"),
    **dict.fromkeys(("matrix", "mat", "level", "lev"), "matrix"),
}
_SIZES = {
    "n": "n",
    **dict.fromkeys(("nr", "nrow", "nrows", "ni"), "nr"),
    **dict.fromkeys(("nc", "ncol", "ncols"), "nc"),
    **dict.fromkeys(("nm", "nl", "nmat", "nrel", "nresp"), "nm"),
}
_LABELS = {"labels", "label", "lab"}
_MOST_MATRICES = 10_000
_MOST_WORDS = 4 * MOST_NODES
_DATA = re.compile(r"(?:^|(?<=[\s,]))(?:data|begin|start)\s*:", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


@dataclass
class DlHeader:
    """What stands before ``DATA:``.

    Attributes
    ----------
    sizes
        ``n``, ``nr``, ``nc`` and ``nm`` as far as given, each with the line of its value.
    labels
        ``all``, ``row``, ``column`` and ``matrix`` as far as given.
    embedded
        Which of ``row`` and ``column`` labels stand among the data.
    data
        The words of each line of data.
    """

    file: str
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    format: str = "fullmatrix"
    diagonal: bool = True
    labels: dict[str, list[Word]] = field(default_factory=dict)
    embedded: set[str] = field(default_factory=set)
    titles: int = 0
    data: list[tuple[int, list[str]]] = field(default_factory=list)
    data_line: int = 0

    def size(self, *names: str) -> int | None:
        """Return the first of the sizes that is given."""
        return next((self.sizes[name][0] for name in names if name in self.sizes), None)

    def size_line(self, *names: str) -> int:
        """Return the line of the first of the sizes that is given."""
        return next((self.sizes[name][1] for name in names if name in self.sizes), 1)

    @property
    def matrices(self) -> int:
        """How many matrices there are."""
        return self.size("nm") or 1


def read_header(lines: list[str], file: str) -> DlHeader:
    """Return the head of a DL file, and its data as words.

    Raises
    ------
    DataError
        A phrase is not known, a size or labels are missing, or there is no ``DATA:``.
    """
    header = DlHeader(file)
    words: list[Word] = []
    for number, line in enumerate(lines, start=1):
        masked = _QUOTED.sub(lambda found: "_" * len(found[0]), line)
        data = _DATA.search(masked)
        if len(words) > _MOST_WORDS:
            raise refused("E114", "The head of this DL file has no end: DATA: does not come.", file, number)
        words += words_of(line[: data.start()] if data else line, number, file, " \t,=")
        if data:
            header.data = words_by_line([line[data.end() :], *lines[number:]], number, file)
            header.data_line = number
            break
    else:
        raise refused("E113", "This DL file has no DATA: before its data.", file, len(lines))
    _Phrases(words, header).read()
    return header


class _Phrases:
    """The phrases of a head, one after the other."""

    def __init__(self, words: list[Word], header: DlHeader) -> None:
        self.words = [word for word in words if word.low != ":"]
        self.header = header
        self.at = 0

    def read(self) -> None:
        if self.next("DL").low != "dl":
            raise self.unknown("This file does not begin with DL.")
        while self.at < len(self.words):
            phrase = self.next("a phrase").low.rstrip(":")
            if phrase in _SIZES:
                self.size(_SIZES[phrase])
            elif phrase == "format":
                self.format()
            elif phrase in {"diagonal", "diag"}:
                self.diagonal()
            elif phrase == "title":
                self.next("the title")
                self.header.titles += 1
            elif phrase in _LABELS:
                self.labels("all")
            elif phrase in _OF and self.next("LABELS").low.rstrip(":") in _LABELS:
                self.labels(_OF[phrase])
            elif phrase in {"datafile", "file"}:
                raise self.unknown("The data of this DL file are in another file; put them after DATA:.")
            else:
                raise self.unknown("This word of the head is not known, or there are more labels than nodes.")

    def next(self, expected: str) -> Word:
        if self.at == len(self.words):
            raise refused(
                "E113",
                "The head of this DL file ends too early.",
                self.header.file,
                self.header.data_line,
                expected=expected,
            )
        self.at += 1
        return self.words[self.at - 1]

    def unknown(self, message: str, expected: str = "") -> Exception:
        word = self.words[self.at - 1]
        return refused("E113", message, self.header.file, word.line, value=shown(word.text), expected=expected)

    def size(self, name: str) -> None:
        word = self.next("a number")
        most = _MOST_MATRICES if name == "nm" else MOST_NODES
        number = whole_number(word.text, self.header.file, word.line, f"{name.upper()} of this DL file", most)
        if number == 0:
            raise self.unknown(f"{name.upper()} of this DL file is 0.", "1 or more")
        if self.header.sizes.get(name, (number, 0))[0] != number:
            raise self.unknown(f"{name.upper()} is given twice, with different numbers.")
        self.header.sizes[name] = (number, word.line)

    def format(self) -> None:
        word = self.next("the name of a format").low.rstrip(":")
        name = _SHORT.get(word, word)
        if name not in {*MATRICES, *LISTS}:
            raise self.unknown("This DL format is not read.", ", ".join((*MATRICES, *LISTS)))
        self.header.format = name

    def diagonal(self) -> None:
        word = self.next("PRESENT or ABSENT").low
        if word not in {"present", "absent"}:
            raise self.unknown("The diagonal is neither present nor absent.", "PRESENT or ABSENT")
        self.header.diagonal = word == "present"

    def labels(self, of: str) -> None:
        heading = self.words[self.at - 1]
        if self.at < len(self.words) and self.words[self.at].low.rstrip(":") == "embedded":
            self.at += 1
            if of == "matrix":
                raise self.unknown("Labels of matrices cannot stand among the data.")
            self.header.embedded |= {"row", "column"} if of == "all" else {of}
            return
        sizes = {"all": ("n",), "row": ("nr", "n"), "column": ("nc", "n"), "matrix": ("nm",)}[of]
        count = self.header.size(*sizes) or (1 if of == "matrix" else None)
        if count is None:
            raise self.unknown(
                f"Labels stand before {' or '.join(size.upper() for size in sizes)} says how many there are."
            )
        if of in self.header.labels:
            raise self.unknown("These labels are given twice.")
        labels = self.words[self.at : self.at + count]
        keyword = next((at for at, word in enumerate(labels) if word.low in {"labels:", "format", "embedded:"}), None)
        if keyword is not None or len(labels) < count:
            found = f"{len(labels) if keyword is None else keyword} or fewer"
            raise refused(
                "E113",
                "There are fewer labels than nodes.",
                self.header.file,
                heading.line,
                value=found,
                expected=str(count),
            )
        self.header.labels[of] = labels
        self.at += count
