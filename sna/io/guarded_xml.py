"""XML from a stranger, read as events: document types and entities are refused, size is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from sna.errors import DataError, Problem

Attributes = dict[str, str]
_AT_ONCE = 1 << 16


def read_xml(
    stream: IO[bytes],
    place: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> None:
    r"""Hand the elements of an XML document to functions as they come; names are without namespaces.

    Parameters
    ----------
    stream
        The bytes.
    place
        The file or sheet they belong to, for messages.
    start, end, data
        Called with an element's name and attributes, its name, and text.

    Raises
    ------
    DataError
        E112 if there is a document type or an entity, E109 if it is not XML.

    Examples
    --------
    >>> import io
    >>> read_xml(io.BytesIO(b"<a:row xmlns:a='u' r='1'/>"), "study.xlsx", lambda name, given: print(name, given))
    row {'r': '1'}
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    piece = stream.read(_AT_ONCE)
    # The encodings that a workbook may have; what the document itself says could be the name of any codec.
    encoding = "utf-16" if piece[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    # The guards are set on the bare parser, which is several times as fast as the tree that is built on it.
    parser: Any = DefusedXMLParser(forbid_dtd=True, encoding=encoding).parser
    parser.ordered_attributes = False
    parser.DefaultHandlerExpand = None
    parser.CommentHandler = None
    parser.ProcessingInstructionHandler = None
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: start(name.rpartition("}")[2], given)
    parser.EndElementHandler = (lambda name: end(name.rpartition("}")[2])) if end else None
    parser.CharacterDataHandler = data
    try:
        while piece:
            parser.Parse(piece, False)
            piece = stream.read(_AT_ONCE)
        parser.Parse(b"", True)
    except DefusedXmlException as error:
        message = "This file defines entities of its own, which can hide or multiply text: it is not read."
        hint = "Open it in a spreadsheet program and save it again."
        raise DataError(Problem("E112", message, place, hint=hint)) from error
    except _expat_error() as error:
        raise DataError(damaged(place)) from error


def damaged(place: str) -> Problem:
    """Return the problem of a workbook whose parts cannot be read."""
    message = "This workbook is damaged, or was not saved whole."
    hint = "Open it in a spreadsheet program, save it again as .xlsx, or fetch it again."
    return Problem("E109", message, place, hint=hint)


def _expat_error() -> type[Exception]:
    from xml.parsers.expat import ExpatError

    return ExpatError
