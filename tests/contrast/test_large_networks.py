"""Guards networks kept as sparse matrices: the same findings as full ones, and what is not worked out is said."""

import numpy as np
import pytest

from sna.contrast import brokers, dependence, e_i, flows, mixing, partition, partners, subjects
from sna.engines import matrices
from sna.infer import Stream
from sna.model import Contrast, Grouping, Layer, Network, Roster, Ties

CONTRAST = Contrast("kind", ("hub", "local"))


def subject_of(n: int, *, directed: bool) -> subjects.Subject:
    drawn = Stream(7, ("large",)).generator()
    kinds = ["hub" if place % 4 == 0 else "local" for place in range(n)]
    roster = Roster.of([f"O{place:04d}" for place in range(n)], attributes={"kind": kinds})
    ends = {tuple(sorted(pair)) if not directed else tuple(pair) for pair in drawn.integers(0, n, (3 * n, 2)).tolist()}
    ties = [(a, b, 1.0 + (a + b) % 3) for a, b in sorted(ends) if a != b]
    silent = [(0, place) for place in range(1, 6) if (0, place) not in ends]
    layer = Layer("links", directed=directed, counts="messages")
    network = Network(roster, layer, Ties.of(ties, directed=directed), unobserved=frozenset(silent))
    of = Grouping.at(CONTRAST, roster).of
    return subjects.Subject(network, CONTRAST, of, {}, {}, {}, projected=False)


def rows_with(subject: subjects.Subject) -> list[dict]:
    made = partition.Partition.of(subject, subjects.Testing(permutations=99))
    return [row for rows in (mixing.mixing_rows, e_i.e_i_rows, flows.net_flow_rows) for row in rows(made)]


@pytest.mark.parametrize("directed", [True, False])
def test_sparse_and_full_give_the_same(monkeypatch, directed: bool) -> None:
    full = rows_with(subject_of(60, directed=directed))
    monkeypatch.setattr(matrices, "DENSE_UP_TO", 10)
    sparse = rows_with(subject_of(60, directed=directed))
    assert len(full) == len(sparse)
    for one, other in zip(full, sparse, strict=True):
        assert one.keys() == other.keys()
        for column in ("value", "p", "p_mid", "p_min", "p_adjusted"):
            if column in one:
                np.testing.assert_allclose(one[column], other[column], rtol=1e-9)
        assert [one.get("note"), one.get("method")] == [other.get("note"), other.get("method")]


def test_above_a_thousand_organisations_routes_are_not_worked_out_and_it_is_said() -> None:
    made = partition.Partition.of(subject_of(1_001, directed=True), subjects.Testing(permutations=99))
    for rows in (brokers.brokerage_rows, dependence.dependence_rows, partners.partner_rows):
        found = list(rows(made))
        assert found
        assert all(np.isnan(row["value"]) for row in found)
        assert all("above 1000 organisations" in row["note"] for row in found)
    assert any(row.get("p", 1) == row.get("p", 1) for row in mixing.mixing_rows(made))
