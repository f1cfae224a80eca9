"""Text for XML, so that it comes back as it was: what a parser would change or take for markup is spelled out."""

from __future__ import annotations

_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def content(text: str) -> str:
    """Return text as the content of an element.

    Examples
    --------
    >>> content("A & B ]]>")
    'A &amp; B ]]&gt;'
    """
    return text.translate(_CONTENT)


def quoted(text: str) -> str:
    r"""Return text as the value of an attribute, in quotation marks.

    Examples
    --------
    >>> quoted('say "A"\n')
    '"say &quot;A&quot;&#10;"'
    """
    return f'"{text.translate(_ATTRIBUTE)}"'
