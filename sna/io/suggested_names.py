"""Spellings that may stand for a listed organisation: suggested for somebody to approve, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sna.errors import Problem
from sna.io.aliases import naming_organisations
from sna.io.changed_ids import by_number, changed_id
from sna.io.headings import fold
from sna.io.look_alike import look_alikes
from sna.io.text_table import shown

if TYPE_CHECKING:
    import pandas as pd

    from sna.io.tables import ReadTable

_SAME = 0.99
COLUMNS = ("written", "organisation", "why", "score", "approve")


class Suggestion(NamedTuple):
    """One spelling, the organisation it may stand for, and why; a score of 1 is all but certain."""

    written: str
    organisation: str
    why: str
    score: float


def suggested_names(tables: Mapping[str, ReadTable]) -> pd.DataFrame:
    """Return what may be another spelling of a listed organisation, for somebody to approve.

    Parameters
    ----------
    tables
        The tables of a study, by name.

    Returns
    -------
    pandas.DataFrame
        ``written, organisation, why, score, approve``, surest first; ``approve`` is blank.
    """
    import pandas as pd

    listed = tables.get("organisations")
    found: list[Suggestion] = []
    if listed is not None:
        used = _used(tables)
        found = [*_unlisted(used, listed), *_listed_twice(used, listed)]
    found.sort(key=lambda one: (-one.score, one.written, one.organisation))
    frame = pd.DataFrame(found, columns=list(COLUMNS[:-1]))
    return frame.assign(approve="")


def unlike_any(tables: Mapping[str, ReadTable]) -> tuple[str, ...]:
    """Return the ids in use that are not listed and for which nothing is suggested, in alphabetical order."""
    listed = tables.get("organisations")
    if listed is None:
        return ()
    used = _used(tables)
    suggested = {one.written for one in _unlisted(used, listed)}
    return tuple(sorted(set(used) - {organisation for organisation, _ in _called(listed)} - listed.lost - suggested))


def names_alike(listed: ReadTable) -> list[Problem]:
    """Return what to say of listed organisations whose names all but agree; the same one twice is said elsewhere."""
    folded = dict(zip(listed.facts.frame["organisation"], _folded_names(listed), strict=True))
    pairs = [
        pair
        for pair in _listed_twice(Counter(), listed, only_certain=True)
        if folded[pair.written] != folded[pair.organisation] and pair.written.casefold() != pair.organisation.casefold()
    ]
    if not pairs:
        return []
    pairs.sort()
    many = "2 organisations have names" if len(pairs) == 1 else f"{len(pairs)} pairs of organisations have names"
    message = f"{many} that look alike, and count as different organisations."
    hint = "'sna check STUDY --names FILE.csv' lists them and says what to do."
    value = f"'{shown(pairs[0].written)}' and '{shown(pairs[0].organisation)}'"
    return [listed.problem("W308", message, None, "organisation", value=value, hint=hint)]


def _folded_names(listed: ReadTable) -> list[str]:
    frame = listed.facts.frame
    names = frame["name"] if "name" in frame.columns else frame["organisation"]
    return [fold(name) if isinstance(name, str) else str(at) for at, name in enumerate(names)]


def _used(tables: Mapping[str, ReadTable]) -> Counter[str]:
    """Return how often every id of an organisation stands in a table other than the list itself."""
    used: Counter[str] = Counter()
    for name, table in tables.items():
        for column in naming_organisations(table) if name != "aliases" else ():
            used.update({str(k): int(v) for k, v in table.facts.frame[column].value_counts().items()})
    return used


def _unlisted(used: Counter[str], listed: ReadTable) -> list[Suggestion]:
    called = _called(listed)
    known = {organisation for organisation, _ in called}
    unlisted = sorted(set(used) - known - listed.lost)
    if not unlisted:
        return []
    numbers = by_number(known)
    found: dict[tuple[str, str], Suggestion] = {}
    texts = [*unlisted, *(text for _, text in called)]
    for alike in look_alikes(texts):
        if alike.one < len(unlisted) <= alike.other:
            organisation, text = called[alike.other - len(unlisted)]
            _keep(found, Suggestion(texts[alike.one], organisation, _why(alike.why, organisation, text), alike.score))
    names = {text: organisation for organisation, text in sorted(called, reverse=True)}
    for written in unlisted:
        if written in names:
            _keep(found, Suggestion(written, names[written], "the name of this organisation", 1.0))
        elif changed_id(written, numbers, listed.facts.file):
            meant = next(i for i in sorted(known) if changed_id(written, by_number([i]), listed.facts.file))
            _keep(found, Suggestion(written, meant, "the same number: a spreadsheet may have changed the id", 0.95))
    return list(found.values())


def _listed_twice(used: Counter[str], listed: ReadTable, *, only_certain: bool = False) -> list[Suggestion]:
    """Return one organisation for each that may be the same: of three with one name, two get the third."""
    called = _named(listed)
    texts = [text for _, text in called]
    best: dict[str, tuple[tuple[float, int, str], Suggestion]] = {}
    for alike in look_alikes(texts, only_certain=only_certain):
        one, other = called[alike.one][0], called[alike.other][0]
        if one == other:
            continue
        # What fewer rows name is the other spelling.
        kept, written = sorted((one, other), key=lambda identifier: (-used[identifier], identifier))
        text = texts[alike.one if kept == one else alike.other]
        same = texts[alike.one] == texts[alike.other]
        score, why = (_SAME, "the same name") if same else (alike.score, alike.why)
        take_out = f"both are listed: before you approve, take the row of '{written}' out of {listed.facts.file}"
        order = (-score, -used[kept], kept)
        if written not in best or order < best[written][0]:
            best[written] = (order, Suggestion(written, kept, f"{_why(why, kept, text)}; {take_out}", score))
    return [suggestion for _, suggestion in best.values()]


def _called(listed: ReadTable) -> list[tuple[str, str]]:
    """Return (id, what it is called) for the id, name and short name of every organisation."""
    frame = listed.facts.frame
    frame = frame[frame["organisation"].notna()].drop_duplicates("organisation")
    columns = [column for column in ("organisation", "name", "short_name") if column in frame.columns]
    rows = zip(*(frame[column] for column in columns), strict=True)
    return [(row[0], text) for row in rows for text in dict.fromkeys(row) if isinstance(text, str)]


def _named(listed: ReadTable) -> list[tuple[str, str]]:
    """Return (id, what it is called), ids left out that have a name: a code is like a name by chance only."""
    called = _called(listed)
    several = Counter(organisation for organisation, _ in called)
    return [(organisation, text) for organisation, text in called if text != organisation or several[organisation] == 1]


def _keep(found: dict[tuple[str, str], Suggestion], new: Suggestion) -> None:
    """Keep the surer of two reasons for the same pair."""
    pair = (new.written, new.organisation)
    if pair not in found or found[pair].score < new.score:
        found[pair] = new


def _why(why: str, organisation: str, text: str) -> str:
    return why if text == organisation else f"{why} (name: {text})"
