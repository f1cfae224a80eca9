"""The ``##h`` file of a UCINET dataset: how its values are stored, how many there are, under which labels.

The layouts are those UCINET has written, as its authors describe them in the R package *xucinet*
(https://github.com/StephenBorgatti/xucinet, ``R/io-ucinet.R``): 4010, 4020, 5000, 6000, 6404 and 6405.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sna.io.formats.network_file import refused
from sna.io.formats.text_file import MOST_NODES, shown

STORED = {1: "u1", 2: "u1", 3: "i1", 4: "<u2", 5: "<i2", 6: "<i4", 7: "<f4", 9: "<f8", 17: "<i4", 20: "<i8"}
"""Number of a type of UCINET → the type of numpy."""

_TYPES = {0: "none", 8: "real48", 10: "comp", 11: "extended", 12: "label", 13: "set", 14: "string", 15: "pointer"}
_TYPES |= {16: "char", 18: "nodelist", 19: "sparse"}
_MOST_MATRICES = 10_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LABEL_KIND = {1: 4020, 2: 5000, 3: 6000}


@dataclass
class UcinetHeader:
    """What a ``##h`` file says.

    Attributes
    ----------
    stored
        The type of numpy in which the values are stored.
    labels
        Of columns, rows and matrices, in this order; empty where the file has none.
    """

    version: int
    stored: str
    columns: int
    rows: int
    matrices: int
    title: bool
    labels: list[list[str]]
    left: int


class UcinetHeaderReader:
    """Reads a ``##h`` file from its start; every count is checked against what is there."""

    def __init__(self, data: bytes, file: str, encoding: str) -> None:
        self.data = data
        self.file = file
        self.encoding = encoding
        self.at = 0
        self.version = 0

    def read(self) -> UcinetHeader:
        """Return what the file says.

        Raises
        ------
        DataError
            It is not a header of UCINET, or one of a version that is not read.
        """
        self.version = self._version()
        stored = self._stored()
        many = self._number(2)
        if many not in {2, 3}:
            raise self._not_ucinet(f"{many} dimensions", "2 or 3")
        width = 4 if self.version >= 6404 else 2  # noqa: PLR2004
        sizes = [self._number(width) for _ in range(many)]
        for size, most in zip(sizes, (MOST_NODES, MOST_NODES, _MOST_MATRICES), strict=False):
            if size == 0:
                raise self._not_ucinet("a dimension of 0", "1 or more")
            if size > most:
                raise refused("E114", "This header says more than the tool can read.", self.file, value=f"{size:,}")
        title = bool(self._take(self._number(1)))
        given = [self._number(1) for _ in range(many)]
        labels = [self._labels(size) if there else [] for size, there in zip(sizes, given, strict=True)]
        if self.version == 6405:  # noqa: PLR2004
            self._take(1)
        left = len(self.data) - self.at
        if left and self.version == 4010:  # noqa: PLR2004
            raise self._not_ucinet(f"{left} bytes after its end", "")
        columns, rows, *matrices = sizes
        return UcinetHeader(self.version, stored, columns, rows, matrices[0] if matrices else 1, title, labels, left)

    def _version(self) -> int:
        magic = self.data[1:6]
        if self.data[:1] == b"\x05" and re.fullmatch(rb"[Vv]\d{4}", magic):
            version = int(magic[1:])
            if version not in {6404, 6405}:
                raise refused("E113", "This version of UCINET files is not read.", self.file, value=magic.decode())
            self._take(16)
            return version
        if self.data[:6] == b"\x05DATE:":
            self._take(14)
            kind = self._number(2)
            if kind not in _LABEL_KIND:
                raise self._not_ucinet(f"labels of kind {kind}", "1, 2 or 3")
            return _LABEL_KIND[kind]
        return 4010

    def _stored(self) -> str:
        number = self._number(1)
        if number in STORED:
            return STORED[number]
        if number in _TYPES and self.version != 4010:  # noqa: PLR2004
            message = "The values are stored in a way that is not read."
            hint = "Open the data in UCINET and save them again, or export them as DL."
            raise refused("E113", message, self.file, value=_TYPES[number], hint=hint)
        raise self._not_ucinet(f"values of kind {number}", "")

    def _take(self, many: int) -> bytes:
        if self.at + many > len(self.data):
            raise self._not_ucinet(f"{len(self.data)} bytes", f"{self.at + many} or more")
        self.at += many
        return self.data[self.at - many : self.at]

    def _number(self, width: int) -> int:
        return int.from_bytes(self._take(width), "little")

    def _labels(self, many: int) -> list[str]:
        if self.version in {4010, 4020}:
            width = 10 if self.version == 4010 else 20  # noqa: PLR2004
            fixed = (self._take(width) for _ in range(many))
            return [self._text(label[1 : 1 + label[0]], self.encoding) for label in fixed]
        encoding = self.encoding if self.version == 5000 else "utf-16-le"  # noqa: PLR2004
        return [self._text(self._take(self._number(2)), encoding) for _ in range(many)]

    def _text(self, data: bytes, encoding: str) -> str:
        try:
            text = data.decode(encoding).rstrip("\x00").strip()
        except (ValueError, LookupError):
            hint = "Say its encoding, perhaps --encoding cp1252." if encoding != "utf-16-le" else ""
            raise refused(
                "E116", f"A label is not text in {encoding}.", self.file, value=ascii(data[:20]), hint=hint
            ) from None
        if _CONTROL.search(text):
            raise refused("E118", "A control character in a label.", self.file, value=shown(text))
        return text

    def _not_ucinet(self, value: str, expected: str) -> Exception:
        message = "This is not the ##h file of a UCINET dataset, or it is damaged."
        return refused("E113", message, self.file, value=value, expected=expected)
