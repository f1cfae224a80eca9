"""Columns of organisations → covariates in numbers: constant or changing from wave to wave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sna.io.formats.cell_kinds import kind_of
from sna.io.formats.network_file import NAME, NetworkFile

MISSING = "NA"


@dataclass(frozen=True)
class Covariate:
    """A column in numbers: a row an actor, with one value or one a wave; ``codes`` says what they stand for."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    codes: Mapping[str, str]

    @property
    def changing(self) -> bool:
        """Whether it has a value for every wave."""
        return len(self.rows[0]) > 1


def headings_of(waves: Mapping[str, NetworkFile]) -> list[str]:
    """Return the columns of organisations of all waves, ids and names left out, in the order they first stand in."""
    headings = (h for network in waves.values() for h in network.organisations.headings[1:])
    return [heading for heading in dict.fromkeys(headings) if heading != NAME]


def values_of(heading: str, waves: Mapping[str, NetworkFile]) -> list[dict[str, str]]:
    """Return for every wave: organisation → its value, organisations that are not in the wave left out."""
    values = []
    for network in waves.values():
        rows = network.organisations
        at = rows.headings.index(heading) if heading in rows.headings else None
        values.append({row[0]: row[at] if at is not None else "" for row in rows.cells})
    return values


def covariate_of(heading: str, waves: Mapping[str, NetworkFile], actors: Sequence[str]) -> Covariate | None:
    """Return a column as a covariate; ``None`` where it is text that is different for everyone, or the same for all.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation, Rows
    >>> rows = Rows(("organisation", "centre"), (("A", "local"), ("B", "none"), ("C", "local")), (1, 2, 3))
    >>> network = NetworkFile("study", rows, (Relation("t", directed=True, ties=Rows(("from", "to"))),))
    >>> found = covariate_of("centre", {"all": network}, ["A", "B", "C"])
    >>> found.rows, dict(found.codes)
    ((('1',), ('2',), ('1',)), {'local': '1', 'none': '2'})
    """
    values = values_of(heading, waves)
    known = sorted({value for wave in values for value in wave.values() if value})
    numbers = kind_of(known) != "string"
    held: dict[str, set[str]] = {}
    for wave in values:
        for actor, value in wave.items():
            if value:
                held.setdefault(actor, set()).add(value)
    label = not numbers and len(known) == len(held) and all(len(own) == 1 for own in held.values())
    if len(known) < 2 or label:  # noqa: PLR2004 - one value distinguishes nobody
        return None
    codes = {} if numbers else {value: str(code) for code, value in enumerate(known, 1)}
    spelled = [{actor: codes.get(value, value) or MISSING for actor, value in wave.items()} for wave in values]
    over_time = [tuple(wave[actor] for wave in spelled if actor in wave) for actor in actors]
    if all(len(set(seen)) <= 1 for seen in over_time):
        return Covariate(heading, tuple((seen[0],) for seen in over_time), codes)
    rows = tuple(tuple(wave.get(actor, MISSING) for wave in spelled) for actor in actors)
    return Covariate(heading, rows, codes)
