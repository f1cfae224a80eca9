"""What is set against what: layers and attributes of organisations, as they are written in a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sna.errors import Problem, UsageError, nearest

KINDS = {
    "strength": "strength(LAYER): how strong the tie is, 0 where there is none",
    "same": "same(COLUMN): 1 where both organisations have the same value",
    "ends": "ends(COLUMN=VALUE): how many of the two have this value",
    "sender": "sender(COLUMN=VALUE): 1 where the sender has this value; sender(COLUMN): the sender's number",
    "receiver": "receiver(COLUMN=VALUE): 1 where the receiver has this value; receiver(COLUMN): the receiver's number",
    "distance": "distance(COLUMN): how far the numbers of the two are apart",
    "km": "km(): kilometres between the two, as the crow flies, from their latitude and longitude",
}
"""Function of a formula → what it means; a bare name is a layer, 1 where there is a tie."""

CALL = re.compile(r"(\w+)\s*\((.*)\)")
PLUS = re.compile(r"\+(?![^()]*\))")
EXAMPLE = "for example: advice ~ friendship + same(sector) + sender(centre=specialist)"


@dataclass(frozen=True)
class Term:
    """One matrix of a test: a layer, or what an attribute of organisations says of every pair.

    Attributes
    ----------
    kind
        ``layer``, or a key of `KINDS`.
    name
        Layer or column.
    value
        The value of the column that is looked for; empty where its numbers are taken.
    snapshot
        Snapshot of a layer where it is not the one under test.

    Examples
    --------
    >>> print(parse_term("sender( centre = specialist )"), parse_term("mdt@before"))
    sender(centre=specialist) mdt@before
    """

    kind: str
    name: str
    value: str = ""
    snapshot: str = ""

    @property
    def is_layer(self) -> bool:
        """Whether it is made of ties."""
        return self.kind in ("layer", "strength")

    @property
    def is_of_distance(self) -> bool:
        """Whether it says how far organisations are apart."""
        return self.kind in ("distance", "km")

    @property
    def is_of_groups(self) -> bool:
        """Whether it tells groups of organisations apart."""
        return self.kind == "same" or bool(self.value)

    def __str__(self) -> str:
        inside = self.name + (f"={self.value}" if self.value else "") + (f"@{self.snapshot}" if self.snapshot else "")
        return inside if self.kind == "layer" else f"{self.kind}({inside})"


def parse_term(text: str) -> Term:
    """Return what one term means.

    Parameters
    ----------
    text
        ``LAYER``, ``LAYER@SNAPSHOT``, or a function of `KINDS`.

    Raises
    ------
    UsageError
        If it cannot be read.
    """
    written = text.strip()
    call = CALL.fullmatch(written)
    if call is None:
        if not written or any(letter in written for letter in "()~"):
            raise unread(f"'{written}' is neither a layer nor a function of one", EXAMPLE)
        return Term("layer", *_at(written))
    kind, inside = call[1], call[2].strip()
    if kind not in KINDS:
        raise unread(f"There is no '{kind}(…)'", nearest(kind, KINDS))
    if kind == "strength":
        return Term(kind, *_at(inside))
    if kind == "km" or (kind, inside) == ("distance", "place"):
        if kind == "km" and inside:
            raise unread(f"'{written}' cannot be read", f"{KINDS['km']}.")
        return Term("km", "")
    name, _, value = (part.strip() for part in inside.partition("="))
    if not name or (kind == "ends" and not value) or (kind in ("same", "distance") and value):
        raise unread(f"'{written}' cannot be read", f"{KINDS[kind]}.")
    return Term(kind, name, value)


def parse_formula(text: str) -> tuple[Term, tuple[Term, ...]]:
    """Return the response and the predictors of ``RESPONSE ~ TERM + TERM``.

    Parameters
    ----------
    text
        The formula; the response is a layer or its strength.

    Raises
    ------
    UsageError
        If it cannot be read, or names a term twice.

    Examples
    --------
    >>> response, terms = parse_formula("advice ~ friendship + distance(size)")
    >>> str(response), [str(term) for term in terms]
    ('advice', ['friendship', 'distance(size)'])
    """
    response, right = sides(text, "what is explained and what explains it", EXAMPLE)
    explained, terms = parse_term(response), tuple(parse_term(term) for term in right)
    if not explained.is_layer:
        raise unread(f"'{explained}' is not made of ties: only a layer can be explained", EXAMPLE)
    refuse_twice((explained, *terms))
    return explained, terms


def sides(text: str, what: str, example: str) -> tuple[str, list[str]]:
    """Return what stands left of ``~``, and the terms right of it; ``what`` says what it divides."""
    left, tilde, right = text.partition("~")
    if not tilde:
        raise unread(f"'{text.strip()}' has no ~ between {what}", example)
    return left, [part.strip() for part in PLUS.split(right)]


def refuse_twice(terms: Sequence[object]) -> None:
    """Raise where a term is there twice."""
    twice = [term for place, term in enumerate(terms) if term in terms[:place]]
    if twice:
        raise unread(f"'{twice[0]}' stands twice in the formula", "Leave one out.")


def _at(text: str) -> tuple[str, str, str]:
    """Return name, no value, and snapshot of ``LAYER@SNAPSHOT``."""
    name, at, snapshot = text.rpartition("@") if "@" in text else (text, "", "")
    if not name.strip() or (at and not snapshot.strip()):
        raise unread(f"'{text}' is not LAYER or LAYER@SNAPSHOT", EXAMPLE)
    return name.strip(), "", snapshot.strip()


def unread(message: str, hint: str) -> UsageError:
    """Return the error of a formula that cannot be read."""
    return UsageError(Problem("E707", f"{message}.", hint=hint))
