"""When a node, edge or value of a GEXF file exists: spells, and the notation for several of them in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sna.io.formats.draft import Draft
from sna.io.formats.xml_tree import Element, no_stray_text
from sna.io.text_table import shown

MOMENTS = ("start", "startopen", "end", "endopen", "timestamp")
"""What a spell says of its time; ``…open`` is a bound that is not part of it, as GEXF before 1.3 has it."""
_SPELL = re.compile(r"([\[(])([^\[\]()<>;]*)([\])])")
_TIMED = re.compile(rf"<\s*{_SPELL.pattern}(?:\s*;\s*{_SPELL.pattern})*\s*>")

Spell = Mapping[str, str]


def spell_of(element: Element) -> Spell:
    """Return the moments an element gives itself, without those left blank."""
    return {moment: element.get(moment) for moment in MOMENTS if element.get(moment)}


def spells_of(element: Element, draft: Draft) -> list[Spell]:
    """Return the spells of a node or edge; its own bounds where it lists none."""
    own = spell_of(element)
    listed = [
        (spell_of(spell), spell)
        for child in element.children
        if child.name in ("spells", "slices")
        for spell in child.children
    ]
    for spell, place in listed:
        no_stray_text(place, draft.file)
        if not spell or place.name not in ("spell", "slice"):
            message = f"<{shown(place.name)}> says no time that this format has."
            draft.add("E113", message, place.line, expected="a start, an end or a timestamp")
    spells = [spell for spell, _ in listed if spell]
    if own and spells and not _around(own, spells):
        message = "This element gives a start or end that is not that of its spells."
        draft.add("E113", message, element.line, value=shown(written([own])), hint="Keep the spells, delete the other.")
    return spells or ([own] if own else [])


def _around(own: Spell, spells: Sequence[Spell]) -> bool:
    return own.items() <= {**spells[0], **{k: v for k, v in spells[-1].items() if k.startswith("end")}}.items()


def written(spells: Iterable[Spell], values: Iterable[str] | None = None) -> str:
    """Return spells, each with its value, in one cell, in the notation of Gephi's tables.

    A bound outside a spell is written with a round bracket.

    Examples
    --------
    >>> written([{"start": "2019", "end": "2020"}, {"start": "2022"}])
    '<[2019, 2020]; [2022, Infinity]>'
    >>> written([{"timestamp": "2004"}, {"timestamp": "2005"}], ["high", "a;b"])
    '<[2004, high]; [2005, "a;b"]>'
    """
    spells = list(spells)
    texts = [[]] * len(spells) if values is None else [[_quoted(value)] for value in values]
    return "<" + "; ".join(_one(spell, text) for spell, text in zip(spells, texts, strict=True)) + ">"


def _one(spell: Spell, value: list[str]) -> str:
    if "timestamp" in spell:
        return f"[{', '.join([spell['timestamp'], *value])}]"
    start = spell.get("start") or spell.get("startopen") or "-Infinity"
    end = spell.get("end") or spell.get("endopen") or "Infinity"
    opens, closes = ("(" if "startopen" in spell else "["), (")" if "endopen" in spell else "]")
    return f"{opens}{', '.join([start, end, *value])}{closes}"


def _quoted(value: str) -> str:
    if not set(value) & set('<>[](),;"'):
        return value
    return '"' + value.replace('"', '""') + '"'


def timed_values(text: str) -> list[tuple[Spell, str]]:
    """Return the spells and their values of a cell in the notation of Gephi's tables; nothing where it is another text.

    Examples
    --------
    >>> timed_values("<[1.0, 2, 1]; [2, Infinity, 7)>")
    [({'start': '1.0', 'end': '2'}, '1'), ({'start': '2'}, '7')]
    >>> timed_values("<[2004, 5]>"), timed_values("5")
    ([({'timestamp': '2004'}, '5')], [])
    """
    if not _TIMED.fullmatch(text):
        return []
    found: list[tuple[Spell, str]] = []
    for opens, inner, closes in _SPELL.findall(text):
        *moments, value = (part.strip() for part in inner.split(","))
        if len(moments) == 1:
            found.append(({"timestamp": moments[0]}, value))
        elif len(moments) == 2:  # noqa: PLR2004
            bounds = {
                "start" if opens == "[" else "startopen": moments[0],
                "end" if closes == "]" else "endopen": moments[1],
            }
            found.append(
                ({k: v for k, v in bounds.items() if v.lower().lstrip("-+") not in ("infinity", "inf")}, value)
            )
        else:
            return []
    return found
