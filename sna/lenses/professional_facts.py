"""The facts of each profession: who of it came to which meeting, and who of it has which roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from sna.derive.columns import texts
from sna.derive.fates import CODE, USED
from sna.derive.roles import joint_roles
from sna.derive.selecting import professions, rows_in
from sna.model import LayerRule, Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd

ATTENDANCE = LayerRule("attendance", "attendance", rule="meetings", directed=False)
ROLES = LayerRule("roles", "roles", weight="people", directed=False)


@dataclass(frozen=True, eq=False)
class Facts:
    """Rows that count in a snapshot, each with the profession of its person.

    Attributes
    ----------
    rows
        With ``person`` and ``organisation``; ``profession`` is ``None`` where nobody says.
    professions
        Those that are in the rows, sorted.
    """

    rows: pd.DataFrame
    professions: tuple[str, ...]

    def of(self, profession: str) -> pd.DataFrame:
        """Return the rows of one profession."""
        return self._parts[profession]

    @cached_property
    def _parts(self) -> dict[str, pd.DataFrame]:
        return {str(name): part for name, part in self.rows.groupby("profession", sort=True)}


def facts_of(study: Study, snapshot: Snapshot) -> Iterator[tuple[str, Facts]]:
    """Yield attendance, and roles where there are any, of the people of all professions at a snapshot."""
    for rule in (ATTENDANCE, ROLES):
        if rule.table not in study.tables:
            continue
        found = rows_in(study, rule, snapshot, study.filters)
        profession = professions(study, rule.table)[found.fates == CODE[USED]]
        rows = found.frame.assign(profession=profession, person=texts(found.frame, "person"))
        yield rule.table, Facts(rows, tuple(sorted({name for name in profession if name is not None})))


def pairs_at_meetings(rows: pd.DataFrame, snapshot: Snapshot) -> int:
    """Return how many pairs of organisations were at the same meeting."""
    del snapshot
    if rows.empty:
        return 0
    import pandas as pd

    meeting, event = pd.factorize(rows["meeting"])
    place, site = pd.factorize(rows["organisation"])
    shape = (len(site), len(event))
    there = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (place, meeting)), shape=shape)
    return int(sparse.triu(there @ there.T, k=1).nnz)


def pairs_by_roles(rows: pd.DataFrame, snapshot: Snapshot) -> int:
    """Return how many pairs of organisations share a person at the same time."""
    places = rows[["person", "organisation"]].drop_duplicates()
    busy = places["person"][places["person"].duplicated()]
    rows = rows[rows["person"].isin(set(busy))]
    if rows.empty:
        return 0
    return len(joint_roles(rows, rule=ROLES, snapshot=snapshot))
