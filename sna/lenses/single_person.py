"""Ties that hang on one person: were that person gone, the two organisations would have none of it left."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sna.contrast.gaps import DESCRIPTION
from sna.derive.networks import usable_rows
from sna.derive.roles import PAIR, person_pairs
from sna.errors import UsageError
from sna.lenses.lens import Row, says
from sna.model import LayerRule, Snapshot, Study
from sna.model.roster import PEOPLE

MOST_ROWS = 2_000_000
"""Pairs of organisations by meetings above which ties are not traced to people."""
TOO_MANY = "too many meetings of many organisations to trace ties to people"


def single_person_rows(study: Study) -> Iterator[Row]:
    """Yield, for every snapshot and layer that is made of people, how many ties hang on one person.

    ``single_person_ties`` is the share of tied pairs that would not be tied without one person: of roles, because
    nobody else works for both; of attendance, because at every meeting that both came to that person alone stood for
    one of them. ``ties_of_one_person`` is the largest number of ties that hang on the same person, who is not named.
    Networks of people have neither: every tie of theirs hangs on a person.
    """
    if study.roster.kind == PEOPLE:
        return  # A person's ties hang on that person: nothing is said by saying so.
    for name, rule in study.layers.items():
        if not _of_people(study, rule):
            continue
        for snapshot in study.snapshots:
            try:
                tied, alone = _alone(study, rule, snapshot)
            except UsageError:
                continue  # Narrowed to what the facts behind this layer know nothing of.
            yield from _rows({"layer": name, "snapshot": snapshot.name, "target": DESCRIPTION}, tied, alone)


def _rows(base: Row, tied: int, alone: pd.DataFrame | None) -> Iterator[Row]:
    if alone is None:
        yield {**base, "quantity": "single_person_ties", "value": np.nan, "n": tied, "note": TOO_MANY}
        return
    pairs = len(alone[PAIR].drop_duplicates())
    share = pairs / tied if tied else np.nan
    note = f"{pairs} of {tied} tied pairs" if tied else "no tie that people make"
    yield {**base, "quantity": "single_person_ties", "value": share, "n": tied, "note": note}
    most = int(alone["person"].value_counts().max()) if len(alone) else 0
    yield {**base, "quantity": "ties_of_one_person", "value": most, "n": tied}


def _of_people(study: Study, rule: LayerRule) -> bool:
    table = study.tables.get(rule.table)
    if rule.table == "roles":
        return not rule.history
    return rule.table == "attendance" and rule.is_two_mode and says(table, "person") and not rule.rule.startswith("to_")


def _alone(study: Study, rule: LayerRule, snapshot: Snapshot) -> tuple[int, pd.DataFrame | None]:
    """Return the number of tied pairs, and a row for each pair and person without whom it would not be tied."""
    frame = usable_rows(study, rule, snapshot, study.filters).frame
    if rule.table == "roles":
        people = person_pairs(frame, rule=LayerRule(rule.name, "roles", weight="people"), snapshot=snapshot)
        shared = people.groupby(PAIR)["person"].transform("size")
        return len(people[PAIR].drop_duplicates()), people[shared == 1][["person", *PAIR]]
    return alone_at_meetings(frame)


def alone_at_meetings(frame: pd.DataFrame) -> tuple[int, pd.DataFrame | None]:
    """Return the number of pairs that met, and a row for each pair and person without whom they would not have.

    Parameters
    ----------
    frame
        Who was present: ``meeting``, ``organisation``, ``person`` (blank where only the organisation is on record).

    Examples
    --------
    >>> rows = [("m1", "A", "p"), ("m1", "B", "q"), ("m1", "B", "r"), ("m1", "C", "s")]
    >>> rows += [("m2", "A", "t"), ("m2", "C", "s")]
    >>> tied, alone = alone_at_meetings(pd.DataFrame(rows, columns=["meeting", "organisation", "person"]))
    >>> tied, alone.values.tolist()
    (3, [['p', 'A', 'B'], ['s', 'A', 'C'], ['s', 'B', 'C']])
    """
    keyed = frame[["meeting", "organisation", "person"]].drop_duplicates()
    cells = (
        keyed.groupby(["meeting", "organisation"], sort=True)["person"].agg(["size", "first", "count"]).reset_index()
    )
    # One row without a name may be anybody: nothing is known to hang on one person there.
    known = (cells["size"] == 1) & (cells["count"] == 1)
    cells = cells.assign(sole=cells["first"].where(known, None))[["meeting", "organisation", "sole"]]
    sizes = cells["meeting"].value_counts()
    if int((sizes * (sizes - 1) // 2).sum()) > MOST_ROWS:
        return 0, None
    both = cells.merge(cells, on="meeting", suffixes=("_a", "_b"))
    both = both[both["organisation_a"] < both["organisation_b"]]
    both = both.rename(columns={"organisation_a": PAIR[0], "organisation_b": PAIR[1]})
    times = both.groupby(PAIR).size().rename("times").reset_index()
    sides = [both[["meeting", *PAIR, side]].rename(columns={side: "person"}) for side in ("sole_a", "sole_b")]
    there = pd.concat(sides).dropna(subset="person").drop_duplicates()
    carried = there.groupby([*PAIR, "person"]).size().rename("carried").reset_index().merge(times, on=PAIR)
    alone = carried[carried["carried"] == carried["times"]]
    return len(times), alone[["person", *PAIR]].sort_values([*PAIR, "person"]).reset_index(drop=True)
