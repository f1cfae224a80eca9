"""The organisations of one network by group, and the deals of their labels that all tests of ties share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import refusal, test_columns
from sna.contrast.groups import NO_GROUP
from sna.contrast.subjects import Subject, Testing
from sna.engines import as_matrix, as_presence, as_sparse, as_sparse_presence, is_large
from sna.infer import Deal, PartitionTest, deal_labels, one_hot, partition_tests
from sna.model import Grouping

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int8]

TIES = "these organisations: labels unrelated to ties"
ALL_DEALS = "exact mean over all deals of the labels"
FEWEST_GROUPS = 2


@dataclass(frozen=True, eq=False)
class Partition:
    """Who is in which group of one network; groups without organisations are not part of it.

    Attributes
    ----------
    subject, testing
        The network and how it is tested.
    places
        Places in the roster of the organisations in a group.
    labels
        Group of each of them: place in ``present``.
    present
        The groups that have organisations, as in the contrast.
    """

    subject: Subject
    testing: Testing
    places: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    present: tuple[str, ...]

    @classmethod
    def of(cls, subject: Subject, testing: Testing, defined: npt.NDArray[np.bool_] | None = None) -> Partition:
        """Return the partition of a network, or of those of its organisations for which something is defined."""
        counts = subject.groups != NO_GROUP
        places = np.flatnonzero(counts if defined is None else counts & defined)
        found, labels = np.unique(subject.groups[places], return_inverse=True)
        present = tuple(subject.contrast.groups[place] for place in found.tolist())
        return cls(subject, testing, places, labels.astype(np.int64), present)

    @property
    def count(self) -> int:
        """Number of groups that have organisations."""
        return len(self.present)

    @property
    def n(self) -> int:
        """Number of organisations in the groups."""
        return len(self.places)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Number of organisations of each group present."""
        return tuple(np.bincount(self.labels, minlength=self.count).tolist())

    @property
    def why_none(self) -> str:
        """Why nothing can be compared; empty where it can."""
        return "fewer than two groups have organisations" if self.count < FEWEST_GROUPS else ""

    @property
    def apart(self) -> str:
        """What a reader must know of organisations in none of the groups."""
        return self.subject.apart

    @property
    def grouping(self) -> Grouping:
        """The groups of the whole network, as metrics take them."""
        return Grouping(self.subject.contrast.groups, self.subject.groups)

    @property
    def base(self) -> dict[str, Any]:
        """Columns of every finding about ties between these groups."""
        return {**self.subject.where, "n": self.n, "target": TIES}

    @cached_property
    def deal(self) -> Deal:
        """The deals of the labels, the same for every statistic of this network."""
        return deal_labels(
            self.sizes,
            permutations=self.testing.permutations,
            exact=self.testing.exact,
            stream=self.testing.stream(*self.subject.where.values(), "labels of all groups"),
        ).kept()

    def place(self, group: str) -> int | None:
        """Return the place of a group among those present; ``None`` where it has no organisation."""
        return self.present.index(group) if group in self.present else None

    def size(self, group: str) -> int:
        """Return how many organisations a group has."""
        place = self.place(group)
        return 0 if place is None else self.sizes[place]

    def ties(self) -> Matrix | csr_array:
        """Return ties among the organisations in groups as 0 and 1, sparse where there are many organisations."""
        network = self.subject.network
        return self._among(as_sparse_presence(network) if is_large(network) else as_presence(network))

    def strengths(self) -> Matrix | csr_array:
        """Return what `ties` does with strengths."""
        network = self.subject.network
        return self._among(as_sparse(network) if is_large(network) else as_matrix(network))

    def unobserved(self) -> Matrix | csr_array | None:
        """Return pairs of organisations in groups that were not observed as 1; ``None`` where all were."""
        network = self.subject.network
        if not network.unobserved:
            return None
        if not is_large(network):
            return self._among(1.0 - network.observed - np.eye(network.n))
        from scipy.sparse import csr_array

        ends = np.array(sorted(network.unobserved), dtype=np.int64).T
        sender, receiver = ends if network.directed else np.hstack([ends, ends[::-1]])
        return self._among(csr_array((np.ones(len(sender)), (sender, receiver)), shape=(network.n, network.n)))

    def _among(self, matrix: Matrix | csr_array) -> Matrix | csr_array:
        return matrix[self.places][:, self.places]

    def inside(self, labels: Labels) -> Matrix:
        """Return deal × group × organisation in a group."""
        return one_hot(labels, self.count)

    def inside_network(self, labels: Labels) -> Matrix:
        """Return deal × group × organisation of the network; those in no group are in none."""
        whole = np.zeros((len(labels), self.count, self.subject.network.n))
        whole[:, :, self.places] = one_hot(labels, self.count)
        return whole

    def test(
        self,
        statistics: Callable[[Labels], Matrix],
        *,
        families: Sequence[Sequence[int]] = (),
        expected: npt.ArrayLike | None = None,
        upper: bool = False,
        width: int = 1,
    ) -> tuple[PartitionTest, ...]:
        """Test statistics on the deals of this network, as `partition_tests` does."""
        return partition_tests(
            statistics, self.labels, self.deal, families=families, expected=expected, upper=upper, width=width
        )

    def columns(
        self, found: PartitionTest, groups: Sequence[str], *, over: str = "", upper: bool = False, note: str = ""
    ) -> dict[str, Any]:
        """Return the columns of a tested finding about some groups; ``over`` says what p was corrected for."""
        alone = groups if self.count > FEWEST_GROUPS else self.present
        refused = refusal(found.test, min(self.size(group) for group in alone))
        columns = test_columns(found.test, self.testing, refused)
        method = columns["method"].replace("two-sided", "one-sided") if upper else columns["method"]
        if not math.isnan(columns["p_adjusted"]):
            method += f"; p_adjusted: step-down maxT over {over}"
        parts = (refused, self._undefined(found) if not refused else "", note, self.apart)
        shown = {**columns, "value": found.test.value, "method": method, "note": "; ".join(p for p in parts if p)}
        return {**self.base, **shown}

    def expected(self, found: PartitionTest, *, closed: bool = False, note: str = "") -> dict[str, Any]:
        """Return the columns of what chance labels give; ``closed`` where it is known in closed form."""
        value = found.expected
        how = ALL_DEALS
        if not (closed or self.deal.exact):
            how = f"mean over a random sample of {self.deal.count} deals of the labels"
        note = note or ("" if not math.isnan(value) else "undefined in every deal of the labels")
        gone = f"over the deals in which it is defined: not in {found.undefined} of {self.deal.count}"
        parts = (note, "" if math.isnan(value) or not found.undefined else gone)
        return {**self.base, "value": value, "method": how, "note": "; ".join(part for part in parts if part)}

    def _undefined(self, found: PartitionTest) -> str:
        if not found.undefined or math.isnan(found.test.value):
            return ""
        return f"undefined in {found.undefined} of {self.deal.count} deals, which count as no less far out"

    def nothing(self, why: str) -> dict[str, Any]:
        """Return the columns of a finding that is undefined, and why."""
        return {**self.base, "value": math.nan, "note": "; ".join(part for part in (why, self.apart) if part)}
