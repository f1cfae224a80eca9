"""Numbered, labelled nodes → ids: the labels where they tell the nodes apart, else the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sna.io.formats.network_file import NAME, Rows


@dataclass(frozen=True)
class Nodes:
    """The nodes of one mode: their ids in the order of their numbers, and the table of them."""

    ids: tuple[str, ...]
    rows: Rows


def numbered_nodes(
    key: str,
    labels: Sequence[str],
    lines: Sequence[int],
    columns: Mapping[str, Sequence[str]] | None = None,
    first: int = 1,
) -> Nodes:
    """Return nodes that their file tells apart by number.

    The label of a node is its id. A node without a label has its number as id. If two ids would then be the same, the
    numbers are the ids of all nodes and the labels their names.

    Parameters
    ----------
    key
        ``organisation`` or ``event``.
    labels, lines
        One of each a node; a blank label is none.
    columns
        Attributes: heading → one cell a node.
    first
        The number of the first node.

    Examples
    --------
    >>> numbered_nodes("organisation", ["North", "South", ""], [1, 2, 3]).ids
    ('North', 'South', '3')
    >>> numbered_nodes("organisation", ["North", "North"], [1, 2]).rows.cells
    (('1', 'North'), ('2', 'North'))
    """
    numbers = [str(first + at) for at in range(len(labels))]
    ids = [label or number for label, number in zip(labels, numbers, strict=True)]
    more = dict(columns or {})
    if len(set(ids)) < len(ids):
        ids, more = numbers, {NAME: labels, **more}
    cells = tuple(zip(ids, *more.values(), strict=True))
    return Nodes(tuple(ids), Rows((key, *more), cells, tuple(lines)))


def same_order(labels: Sequence[str], wanted: Sequence[str]) -> list[int] | None:
    """Return where each label stands among others that are the same; ``None`` if they are not.

    Labels that repeat, or are blank, have to be in the same order.

    Examples
    --------
    >>> same_order(["b", "a"], ["a", "b"]), same_order(["a", "a"], ["a", "a"]), same_order(["a"], ["b"])
    ([1, 0], [0, 1], None)
    """
    if list(labels) == list(wanted):
        return list(range(len(wanted)))
    position = {label: at for at, label in enumerate(wanted) if label}
    if len(position) != len(wanted) or len(labels) != len(wanted) or set(labels) != set(wanted):
        return None
    return [position[label] for label in labels]
