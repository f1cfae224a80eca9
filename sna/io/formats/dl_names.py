"""Which node a word of DL data means: its number, or its label where labels stand among the data."""

from __future__ import annotations

from collections.abc import Sequence

from sna.io.formats.network_file import refused
from sna.io.formats.nodes import Nodes, numbered_nodes
from sna.io.formats.text_file import shown
from sna.io.formats.tie_values import whole_number
from sna.io.formats.words import Word


class DlNames:
    """The nodes of one mode of a DL file.

    Labels are compared as UCINET does, without regard to capitals, unless the file itself lists two labels that differ
    in capitals only. Without a list, nodes are numbered as their labels come, and the rest have no label.
    """

    def __init__(
        self, file: str, count: int, line: int, labels: Sequence[Word] = (), *, embedded: bool = False
    ) -> None:
        self.file = file
        self.count = count
        self.line = line
        self.embedded = embedded
        self.labels = [label.text.strip() for label in labels]
        self.lines = [label.line for label in labels]
        self.listed = bool(labels)
        self._known: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._folded: dict[str, list[int]] = {}
        for at, label in enumerate(self.labels):
            if embedded and label in self._exact:
                message = "The same label twice, in a file whose data name nodes by their labels."
                raise refused("E303", message, file, self.lines[at], value=shown(label))
            self._note(label, at)

    def _note(self, label: str, at: int) -> None:
        self._exact.setdefault(label, at)
        self._folded.setdefault(label.casefold(), []).append(at)

    def position(self, word: str, line: int) -> int:
        """Return the position of the node that a word means, 0 for the first."""
        known = self._known.get(word)
        if known is None:
            known = self._by_label(word.strip(), line) if self.embedded else self._by_number(word, line)
            self._known[word] = known
        return known

    def _by_number(self, word: str, line: int) -> int:
        if not word.isdecimal():
            hint = 'If the data name nodes by their labels, write "labels embedded" before DATA:.'
            raise refused(
                "E113", "A word where the number of a node should be.", self.file, line, value=shown(word), hint=hint
            )
        number = whole_number(word, self.file, line, "The number of a node", 10**18)
        if not 1 <= number <= self.count:
            raise refused(
                "E401",
                "A node that the file does not have.",
                self.file,
                line,
                value=word,
                expected=f"1 to {self.count}",
            )
        return number - 1

    def _by_label(self, word: str, line: int) -> int:
        if word in self._exact:
            return self._exact[word]
        alike = self._folded.get(word.casefold(), [])
        if len(alike) == 1:
            return alike[0]
        if alike or self.listed:
            message = "This label fits several nodes." if alike else "This label is not among the labels of the file."
            raise refused("E401", message, self.file, line, value=shown(word))
        if not word:
            raise refused("E301", "This label is blank.", self.file, line)
        if len(self.labels) == self.count:
            message = f"The data name more nodes than the {self.count} the file says it has."
            raise refused("E113", message, self.file, line, value=shown(word))
        self._note(word, len(self.labels))
        self.labels.append(word)
        self.lines.append(line)
        return len(self.labels) - 1

    def nodes(self, key: str) -> Nodes:
        """Return the nodes; those without a label have their number for an id."""
        missing = self.count - len(self.labels)
        return numbered_nodes(key, [*self.labels, *[""] * missing], [*self.lines, *[self.line] * missing])
