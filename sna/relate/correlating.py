"""Whether two kinds of tie go together: QAP correlation."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from sna.infer import qap_test
from sna.infer.qap import pair_cells, varies
from sna.model import Findings, Study
from sna.relate.matrices import Gathered, gather
from sna.relate.rated import rated_notes
from sna.relate.terms import Term, parse_term
from sna.relate.testing import Names, Row, Testing, joined, tested_snapshots, too_coarse

TARGET = "these organisations: who stands where in one network unrelated to the other"
NEAR = "where both ties and what they are held against follow distance, p may be too small"
FOR_COMPARISON = "as other programs give it, for comparison: read qap_correlation"
ALONE = "nothing else is held constant"
NOT_CHANGE = "no p: one layer at two snapshots is related whatever changed; 'compare' says what changed"


def qap(  # noqa: PLR0913
    study: Study,
    term: str,
    other: str,
    *,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
) -> Findings:
    """Correlate two kinds of tie over the pairs of organisations, snapshot by snapshot.

    Parameters
    ----------
    study
        The study.
    term, other
        ``LAYER`` (tie or none), ``strength(LAYER)``, ``LAYER@SNAPSHOT``, or what an attribute says of a pair, such as
        ``same(sector)``; at least one is a layer.
    snapshots
        Names; all where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.
    permutations
        Size of a random sample of relabellings, where there are more than 9 organisations.
    exact
        Go through all relabellings even then (12 organisations at most).
    seed
        Of everything random.

    Returns
    -------
    Findings
        For each snapshot ``qap_correlation``, r from −1 to 1 with the p of the studentised test, and
        ``qap_correlation_plain``, the same r with the p of r itself, as other programs give it. r is undefined where
        one of the two does not vary. It has no p where both are one layer at two snapshots: that is no test of change.

    Raises
    ------
    UsageError
        If a term cannot be read, or there is no such layer, snapshot, column or value.
    NoResultError
        If ``exact`` is asked for and there are too many relabellings.

    References
    ----------
    Krackhardt (1988), doi:10.1016/0378-8733(88)90004-4. Shi & Ding (2024), arXiv:2411.00947

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> found = qap(read_study("centralised-surgery", deriving=DERIVING), "mdt", "joint_roles", snapshots="after")
    >>> found.table[["snapshot", "quantity", "n"]].values.tolist()[0]
    ['after', 'qap_correlation', 13.0]
    """
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    testing = Testing(permutations, exact, seed, filters)
    terms = parse_term(term), parse_term(other)
    rows: list[Row] = []
    for snapshot in tested_snapshots(study, snapshots, terms):
        rows += _rows(terms, snapshot, gather(study, terms, snapshot, filters), testing)
    return Findings.of(rows, {})


def _rows(terms: tuple[Term, Term], snapshot: str, gathered: Gathered, testing: Testing) -> Iterator[Row]:
    """Yield the findings of one snapshot."""
    term, other = map(str, terms)
    where = {"layer": term, "snapshot": snapshot, "other": other, "n": gathered.n, "target": TARGET}
    test = qap_test(
        *gathered.matrices,
        directed=gathered.any_directed,
        permutations=testing.permutations,
        exact=testing.exact,
        stream=testing.stream("qap", snapshot, term, other),
    )
    rated = rated_notes(terms, gathered, (0, 1))
    for quantity in ("qap_correlation", "qap_correlation_plain"):
        if test is None:
            note = joined(_undefined(terms, gathered), *rated)
            yield {**where, "quantity": quantity, "value": math.nan, "note": note}
            continue
        counted = test.studentised if quantity == "qap_correlation" else test.plain
        name = f"QAP, {'studentised ' if counted is test.studentised else ''}r over {test.pairs} pairs"
        refused = NOT_CHANGE if _one_layer_twice(terms, snapshot) else too_coarse(counted)
        columns = testing.columns(counted, name, refused)
        near = NEAR if any(one.is_of_distance for one in terms) else ""
        plain = FOR_COMPARISON if counted is test.plain else ""
        note = joined(refused, *rated, *gathered.notes(), near, ALONE, plain)
        yield {**where, **columns, "quantity": quantity, "value": test.value, "note": note}


def _one_layer_twice(terms: tuple[Term, Term], snapshot: str) -> bool:
    """Whether both are made of one layer, at two snapshots."""
    term, other = terms
    same = term.is_layer and other.is_layer and term.name == other.name
    return same and (term.snapshot or snapshot) != (other.snapshot or snapshot)


def _undefined(terms: tuple[Term, Term], gathered: Gathered) -> str:
    """Return why r is undefined."""
    cells = pair_cells(gathered.n, directed=gathered.any_directed)
    table = np.array([matrix[cells] for matrix in gathered.matrices])
    seen = ~np.isnan(table).any(axis=0)
    if not seen.any():
        return joined("no pair was observed in both", *gathered.notes())
    still = [f"'{term}'" for term, row in zip(terms, table, strict=True) if not varies(row[seen])]
    return joined(f"{' and '.join(still)}: the same for every pair observed in both", *gathered.notes())
