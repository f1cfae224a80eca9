"""Who of the people met whom, and across which sites: sparse, however many people there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import sparse

from sna.infer import TieSums
from sna.infer.dealing import Labels

if TYPE_CHECKING:
    import pandas as pd

Values = npt.NDArray[np.float64]
MOST_PAIRS = 50_000_000
"""Pairs of people at the same meeting, summed over meetings, beyond which they are not gone through."""


@dataclass(frozen=True)
class Site:
    """People of one profession: how many, pairs of them at different organisations, who met, and who met across."""

    people: int
    cross_pairs: int
    ties: int
    crossing: int


@dataclass(frozen=True, eq=False)
class Meetings:
    """Who met whom at least once.

    Attributes
    ----------
    professions
        Names of the labels.
    labels
        Profession of each person who came and whose profession is known.
    organisation
        Of each of them, as a number: where they were most often, the first by name where that is several.
    tied
        Person × person: 1 where they met.
    unknown
        People who came and whose profession nobody says.
    refused
        Why people are not gone through pair by pair; empty where they are.
    """

    professions: tuple[str, ...]
    labels: Labels
    organisation: npt.NDArray[np.int64]
    tied: sparse.csr_array
    unknown: int
    refused: str = ""

    @property
    def n(self) -> int:
        """People whose profession is known."""
        return len(self.labels)

    @property
    def cells(self) -> int:
        """Filled cells of who met whom."""
        return int(self.tied.nnz)

    @cached_property
    def sizes(self) -> list[int]:
        """People of each profession."""
        return [int(size) for size in np.bincount(self.labels, minlength=len(self.professions))]

    @cached_property
    def _across(self) -> sparse.csr_array:
        cells = self.tied.tocoo()
        other = self.organisation[cells.row] != self.organisation[cells.col]
        where = (cells.row[other], cells.col[other])
        return sparse.csr_array((np.ones(int(other.sum())), where), shape=self.tied.shape)

    @cached_property
    def _sums(self) -> tuple[TieSums, TieSums]:
        k = len(self.professions)
        # Ties inside an organisation are few: their matrix is sparse where that of all ties is not.
        return TieSums(self.tied - self._across, k), TieSums(self._across, k)

    @cached_property
    def _sites(self) -> npt.NDArray[np.float32]:
        return np.eye(int(self.organisation.max(initial=-1)) + 1, dtype=np.float32)[self.organisation]

    def _cross_pairs(self, dealt: Labels) -> Values:
        """Return deal × label: pairs of people of the label at different organisations."""
        found = np.zeros((len(dealt), len(self.professions)))
        for label in range(len(self.professions)):
            inside = (dealt == label).astype(np.float32) @ self._sites
            found[:, label] = (self.sizes[label] ** 2 - np.einsum("do,do->d", inside, inside)) / 2
        return found

    @cached_property
    def rate(self) -> float:
        """Of all pairs at different organisations, the share that met: what dealing gives every profession."""
        sizes = np.bincount(self.organisation)
        pairs = (self.n**2 - int((sizes**2).sum())) / 2
        return self._across.nnz / 2 / pairs if pairs else 0.0

    @cached_property
    def share(self) -> float:
        """Of all ties, the share that crosses organisations."""
        return self._across.nnz / self.cells if self.cells else 0.0

    def departures(self, dealt: Labels) -> Values:
        """Return deal × statistic: crossing ties beyond what the pairs, then beyond what the ties, let expect."""
        inside, crossing = (sums.within(dealt) / 2 for sums in self._sums)
        departing = crossing - self.share * (inside + crossing)
        return np.hstack([crossing - self.rate * self._cross_pairs(dealt), departing])

    def by_profession(self) -> Iterator[Site]:
        """Yield the counts of each profession as observed."""
        own = self.labels[None, :]
        inside, crossing = (sums.within(own)[0] / 2 for sums in self._sums)
        ties, pairs = inside + crossing, self._cross_pairs(own)[0]
        for at, size in enumerate(self.sizes):
            yield Site(size, round(pairs[at]), round(ties[at]), round(crossing[at]))


def met(rows: pd.DataFrame, professions: tuple[str, ...]) -> Meetings:
    """Return who met whom, from rows with ``meeting``, ``person``, ``organisation`` and ``profession``.

    A person has the profession and the organisation of most of their rows, the first by name where that is several.
    """
    import pandas as pd

    named = rows[rows["person"].notna()]
    profession = _usual(named, "profession")
    people = sorted(set(named["person"]))
    known = [person for person in people if person in profession]
    code = {name: at for at, name in enumerate(professions)}
    labels = np.array([code[profession[person]] for person in known], dtype=np.int8)
    sites = _usual(named, "organisation")
    listed = {name: at for at, name in enumerate(sorted(set(sites.values())))}
    organisation = np.array([listed[sites[person]] for person in known], dtype=np.int64)
    place = pd.Index(known, dtype=object)
    cells = named[["meeting", "person"]].drop_duplicates()
    cells = cells[cells["person"].isin(profession)]
    event, events = pd.factorize(cells["meeting"], sort=True)
    there = sparse.csr_array(
        (np.ones(len(cells)), (place.get_indexer(pd.Index(cells["person"])), event)), shape=(len(known), len(events))
    )
    pairs = int((np.bincount(event, minlength=1).astype(np.int64) ** 2).sum())
    unknown = len(people) - len(known)
    if pairs > MOST_PAIRS:
        nobody = sparse.csr_array((len(known), len(known)))
        why = f"{pairs:,} pairs of people at meetings are more than the {MOST_PAIRS:,} that are gone through"
        return Meetings(professions, labels, organisation, nobody, unknown, f"{why}: choose a snapshot or a pathway")
    both = (there @ there.T).tocoo()
    apart = both.row != both.col
    tied = sparse.csr_array((np.ones(int(apart.sum())), (both.row[apart], both.col[apart])), shape=both.shape)
    return Meetings(professions, labels, organisation, tied, unknown)


def _usual(rows: pd.DataFrame, column: str) -> dict[str, str]:
    """Return person → the value that most of their rows have, the first by name where that is several."""
    known = rows[rows[column].notna()]
    counts = known.groupby(["person", column]).size().rename("many").reset_index()
    ordered = counts.sort_values(["person", "many", column], ascending=[True, False, True])
    first = ordered.drop_duplicates("person")
    return dict(zip(first["person"], first[column], strict=True))
