"""Whether groups of organisations are apart in a number of each: differences of means under labels dealt out anew."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import LEVEL, refusal, test_columns
from sna.contrast.groups import counted, groups_at, said
from sna.infer import LabelTest, mean_difference_tests
from sna.lenses.lens import Looking, Row
from sna.model import Roster

Places = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


def group_places(looking: Looking, roster: Roster) -> dict[str, Places]:
    """Return the places of each group's organisations in a roster, by the group as it is written; none without groups.

    Examples
    --------
    >>> import sna
    >>> from sna.contrast.subjects import Testing
    >>> study = sna.load("centralised-surgery")
    >>> looking = Looking(study, study.contrast(), Testing())
    >>> {group: len(places) for group, places in group_places(looking, study.roster).items()}
    {'specialist': 4, 'local': 8}
    """
    if looking.contrast is None:
        return {}
    groups = groups_at(looking.contrast, roster)
    return {said(group): np.flatnonzero(groups == g) for g, group in enumerate(looking.contrast.groups)}


def group_names(looking: Looking, roster: Roster) -> list[str]:
    """Return the group of every organisation as it is written; of one that is not compared its own, empty if unknown.

    Examples
    --------
    >>> import sna
    >>> from sna.contrast.subjects import Testing
    >>> study = sna.load("centralised-surgery")
    >>> sorted(set(group_names(Looking(study, study.contrast(), Testing()), study.roster)))
    ['coordinating', 'local', 'specialist']
    """
    own = roster.group_of(looking.contrast.column) if looking.contrast else {}
    names = [own.get(identifier) or "" for identifier in roster.ids]
    for group, members in group_places(looking, roster).items():
        for place in members.tolist():
            names[place] = group
    return names


def apart_rows(
    looking: Looking, roster: Roster, columns: Mapping[str, Values], where: Mapping[str, str], *, about: str
) -> Iterator[Row]:
    """Yield, for every column and pair of groups, the difference of means per organisation with its p.

    Parameters
    ----------
    looking
        Groups, and how to test.
    roster
        The organisations, in the order of values.
    columns
        Name → one number an organisation; ``NaN`` is missing, and left out. The first name is the main one: its p is
        not corrected for the others, theirs are, by step-down maxT.
    where
        Columns that every row shares: ``snapshot`` and ``quantity``.
    about
        What labels would be unrelated to: the target of p.
    """
    if looking.contrast is None:
        return
    places, names = group_places(looking, roster), list(columns)
    for group, other in looking.contrast.pairs:
        pair = (said(group), said(other))
        both = np.sort(np.concatenate([places[name] for name in pair]))
        member = np.isin(both, places[pair[0]])
        alike: dict[bytes, list[str]] = {}
        for name in names:
            alike.setdefault(np.isnan(columns[name][both]).tobytes(), []).append(name)
        for together in alike.values():
            known = ~np.isnan(columns[together[0]][both])
            table = np.column_stack([columns[name][both][known] for name in together])
            tests = _tests(
                looking, table, member[known], [name != names[0] for name in together], (*where.values(), *pair)
            )
            for at, name in enumerate(together):
                base = {**where, "metric": name, "group": pair[0], "other": pair[1], "n": int(known.sum())}
                yield {**base, **_row(looking, tests[at] if tests else None, member, known, about)}


def _tests(
    looking: Looking, table: Values, member: npt.NDArray[np.bool_], correct: Sequence[bool], names: Sequence[str]
) -> tuple[LabelTest, ...]:
    """Test columns on the same splits; none where a group is empty."""
    if not member.any() or member.all():
        return ()
    testing = looking.testing
    asked: dict[str, Any] = {"permutations": testing.permutations, "exact": testing.exact}
    stream = testing.stream(*names, "lens")
    tests = mean_difference_tests(table, member, stream=stream, **asked)
    # What cannot reach .05 corrects nothing else.
    family = [at for at, wanted in enumerate(correct) if wanted and tests[at].p_min <= LEVEL]
    if len(family) > 1:
        tests = mean_difference_tests(table, member, stream=stream, family=family, **asked)
    return tests


def _row(
    looking: Looking,
    test: LabelTest | None,
    member: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
    about: str,
) -> dict[str, Any]:
    target = f"these organisations: labels unrelated to {about}"
    missing = int((~known).sum())
    left = f"{counted(missing, len(known))} not known, left out" if missing else ""
    if test is None:
        empty = "a group has no organisation of which this is known"
        return {"value": math.nan, "target": target, "note": "; ".join(part for part in (empty, left) if part)}
    smallest = int(min(member[known].sum(), (~member[known]).sum()))
    refused = refusal(test, smallest)
    columns = test_columns(test, looking.testing, refused)
    corrected = (
        "" if math.isnan(columns["p_adjusted"]) else "; p_adjusted: step-down maxT over what is listed beside it"
    )
    note = "; ".join(part for part in (refused, left) if part)
    return {**columns, "value": test.value, "target": target, "method": columns["method"] + corrected, "note": note}
