"""Text that was written in one encoding and read in another, before it came here: ``St Maryâ€™s`` for ``St Mary’s``."""

from __future__ import annotations

from sna.errors import Problem
from sna.io.text_table import TextColumn, shown

_LOST = "\ufffd"


def garbled_text(source: TextColumn) -> list[Problem]:
    """Return what to say of a column with garbled cells, or with characters that are lost: one problem at most each."""
    odd = [(at, value) for at, value in enumerate(source.values) if not value.isascii()]
    garbled = [(at, meant) for at, value in odd if (meant := meant_text(value))]
    lost = [at for at, value in odd if _LOST in value]
    problems = []
    if garbled:
        at, meant = garbled[0]
        hint = f"Meant is perhaps '{shown(meant)}': save the file as CSV UTF-8 once more, from where it came."
        problems.append(source.problem("W117", at, f"Garbled text{_cells(len(garbled))}", hint=hint))
    if lost:
        hint = "The character is gone: save the file as CSV UTF-8 once more, from where it came."
        problems.append(source.problem("W117", lost[0], f"A mark for a lost character{_cells(len(lost))}", hint=hint))
    return problems


def meant_text(cell: str) -> str:
    """Return what a garbled text was; empty where it is not garbled.

    Examples
    --------
    >>> meant_text("St Maryâ€™s"), meant_text("CafÃ©"), meant_text("Café"), meant_text("plain")
    ('St Mary’s', 'Café', '', '')
    """
    try:
        meant = cell.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return meant if meant != cell else ""


def _cells(many: int) -> str:
    return f" in {many} different cells of this column; this one" if many > 1 else ""
