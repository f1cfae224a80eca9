"""Bytes of an XML file → a tree in which every element knows its line; nothing expands, nothing is fetched.

A document type declaration is refused, so there are no entities to expand and no references to follow; depth and the
length of one text are capped. Memory is therefore proportional to the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sna.errors import DataError
from sna.io.disguised import other_kind
from sna.io.formats.network_file import refused
from sna.io.text_table import shown

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

DEEPEST = 100
"""Elements within elements: a network file needs about six."""
LONGEST = 1_000_000
"""Characters of one attribute or of the text of one element."""
_AT_ONCE = 1 << 20
_NOTHING: Mapping[str, str] = {}


class Element:
    """One element: its name without the namespace, its attributes, its text, its children, its place."""

    __slots__ = ("attributes", "children", "column", "line", "name", "namespace", "text", "text_line")

    def __init__(self, tag: str, attributes: Mapping[str, str], line: int, column: int) -> None:
        namespace, _, self.name = tag.rpartition("}")
        self.namespace = namespace.removeprefix("{")
        self.attributes = attributes or _NOTHING
        self.line = line
        self.column = column
        self.text = ""
        self.text_line = line
        self.children: list[Element] = []

    def get(self, attribute: str) -> str:
        """Return an attribute, trimmed; ``""`` where it is not given."""
        return self.attributes.get(attribute, "").strip()

    def all(self, name: str) -> Iterator[Element]:
        """Return the children of a name."""
        return (child for child in self.children if child.name == name)

    def walk(self) -> Iterator[Element]:
        """Return the element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class _Growing:
    """The tree as it grows: what the parser calls."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Element | None = None
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.lengths: list[int] = []
        self.parser: XMLParserType

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        if len(self.open) == DEEPEST:
            message = f"Elements lie more than {DEEPEST} deep within each other: this is not a network."
            raise refused("E114", message, self.file, line)
        if any(len(value) > LONGEST for value in attributes.values()):
            raise refused("E114", f"An attribute is longer than {LONGEST:,} characters.", self.file, line)
        element = Element(tag, attributes, line, column)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.texts.append([])
        self.lengths.append(0)

    def data(self, text: str) -> None:
        # Blanks between elements, a million edges on lines of their own, are no text.
        if self.texts[-1] or not text.isspace():
            self.lengths[-1] += len(text)
        if self.lengths[-1] > LONGEST:
            message = f"A text is longer than {LONGEST:,} characters."
            raise refused("E114", message, self.file, self.parser.CurrentLineNumber)
        if not self.texts[-1] and not text.isspace():
            self.open[-1].text_line = self.parser.CurrentLineNumber
        if self.texts[-1] or not text.isspace():
            self.texts[-1].append(text)

    def end(self, _tag: str) -> None:
        self.lengths.pop()
        self.open.pop().text = "".join(self.texts.pop()).strip()

    def close(self) -> Element | None:
        return self.root


def read_xml(data: bytes, file: str, root: str) -> Element:
    r"""Return the tree of a file whose outermost element is called ``root``.

    Raises
    ------
    DataError
        E104 empty, E106 or E124 another kind of file, E112 a document type declaration, E113 not well-formed or
        another kind of XML, E114 too deep or a text too long.

    Examples
    --------
    >>> tree = read_xml(b"<graphml>\n <graph id='G'/>\n</graphml>", "net.graphml", "graphml")
    >>> [(child.name, child.get("id"), child.line) for child in tree.children]
    [('graph', 'G', 2)]
    """
    if not data.strip():
        raise refused("E104", "This file is empty.", file, hint="Export the network again.")
    disguised = other_kind(data, file)
    if disguised is not None:
        raise DataError(disguised)
    tree = _parsed(data, file)
    if tree.name != root:
        expected = f"<{root}>"
        raise refused(
            "E113", f"This is not a {root} file.", file, tree.line, value=f"<{shown(tree.name)}>", expected=expected
        )
    return tree


def _parsed(data: bytes, file: str) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    growing = _Growing(file)
    reader: Any = DefusedXMLParser(target=growing, forbid_dtd=True)
    growing.parser = reader.parser
    try:
        for at in range(0, len(data), _AT_ONCE):
            reader.feed(data[at : at + _AT_ONCE])
        tree: Element | None = reader.close()
    except DefusedXmlException:
        hint = "Export the network again from the program that made it, or delete the <!DOCTYPE …> part."
        message = (
            "The file has a document type declaration, which can hide other files or very long texts: it is not read."
        )
        raise refused("E112", message, file, growing.parser.CurrentLineNumber, hint=hint) from None
    except ParseError as error:
        line, column = error.position
        reason = str(error).rsplit(": line", 1)[0]
        raise _not_well_formed(reason, file, line, column + 1) from None
    except (ValueError, LookupError) as error:
        raise _not_well_formed(str(error), file, growing.parser.CurrentLineNumber, 1) from None
    if tree is None:
        raise _not_well_formed("no element found", file, 1, 1)
    return tree


def _not_well_formed(reason: str, file: str, line: int, column: int) -> DataError:
    hint = "Export the network again: the file is cut off or was changed by hand."
    return refused("E113", f"The XML is broken: {shown(reason)}.", file, line, column=str(column), hint=hint)


def no_stray_text(element: Element, file: str) -> None:
    """Refuse text where only elements belong: it is a sign of a broken tag, and would be lost."""
    if element.text:
        message = f"Text stands in <{element.name}>, where only elements belong."
        raise refused("E113", message, file, element.text_line, value=shown(element.text))
