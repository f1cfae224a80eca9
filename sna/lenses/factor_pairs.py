"""Which two factors are named of the same partnerships more, or less, often than chance would have it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from sna.derive.chance_meetings import sdsm_chances
from sna.infer import FourCells, holm, stratified_test
from sna.lenses.lens import Row
from sna.lenses.shares import LEVEL
from sna.model import Affiliation, Roster

FISHER = "Fisher's exact test, two-sided, given how often each factor is named"
WITHIN = " by each informant"
BREADTH = "stochastic degree sequence model, one-sided, given also how many factors each partnership has"
HOLM = "p_adjusted: Holm over {} pairs that could reach .05"
UNRELATED = "these partnerships: one factor unrelated to the other"
INFORMANT = " in what an informant says"
ALONE = ", each partnership independent of the others"

Strata = npt.NDArray[np.int64]


def cells_by_stratum(
    first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_], strata: Strata
) -> list[tuple[int, int, int, int]]:
    """Return, for each stratum, of how many partnerships both facts hold, the one, the other, and of how many.

    Examples
    --------
    >>> yes, some = np.array([True, True, False]), np.array([True, False, False])
    >>> cells_by_stratum(yes, some, np.array([0, 1, 1]))
    [(1, 1, 1, 1), (0, 1, 0, 2)]
    """
    sums = (np.bincount(strata, weights=of).astype(np.int64) for of in (first & second, first, second))
    found = zip(*(of.tolist() for of in sums), np.bincount(strata).tolist(), strict=True)
    return [cells for cells in found if cells[3]]


def pair_rows(names: Sequence[str], present: npt.NDArray[np.bool_], strata: Strata) -> Iterator[Row]:
    """Yield, for every two factors, of how many partnerships both are named, what chance gives, and p.

    Parameters
    ----------
    names
        Factors, in order.
    present
        Partnership × factor: whether it is named.
    strata
        Number of each partnership's informant; 0 for all where partnerships are taken as independent.

    Yields
    ------
    Row
        ``together``: partnerships of which both are named, with p given how often each is named;
        ``together_expected``: that number by chance; ``together_given_breadth``: the same number with p given also how
        many factors each partnership has, so that talkative informants make no pairs.
    """
    pairs = list(itertools.combinations(range(len(names)), 2))
    tests = {pair: _tested(present, pair, strata) for pair in pairs}
    within = bool(strata.any())
    target = f"{UNRELATED}{INFORMANT if within else ALONE}"
    able = [pair for pair in pairs if tests[pair].p_min <= LEVEL]
    corrected = dict(zip(able, holm([tests[pair].p for pair in able]), strict=True))
    broad = _given_breadth(present)
    of = len(present)
    for a, b in pairs:
        test = tests[a, b]
        base = {"group": names[a], "other": names[b], "n": of}
        refused = f"no p: with these totals it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""
        yield {
            **base,
            "quantity": "together",
            "value": test.both,
            "p": math.nan if refused else test.p,
            "p_mid": math.nan if refused else test.p_mid,
            "p_min": test.p_min,
            "p_adjusted": corrected.get((a, b), math.nan),
            "target": target,
            "method": f"{FISHER}{WITHIN if within else ''}; {HOLM.format(len(able))}",
            "note": refused,
        }
        yield {
            **base,
            "quantity": "together_expected",
            "value": test.expected,
            "target": target,
            "method": f"mean given how often each factor is named{WITHIN if within else ''}",
        }
        yield {
            **base,
            "quantity": "together_given_breadth",
            "value": test.both,
            "p": broad[a, b],
            "target": "these partnerships: factors named by chance, each as often, and each partnership with as many",
            "method": BREADTH,
        }


def _tested(present: npt.NDArray[np.bool_], pair: tuple[int, int], strata: Strata) -> FourCells:
    return stratified_test(cells_by_stratum(present[:, pair[0]], present[:, pair[1]], strata))


def _given_breadth(present: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Return the chance of two factors being named together at least as often, by partnerships' breadth too."""
    partnership, factor = np.nonzero(present)
    rows = Roster.of([f"{k:06d}" for k in range(present.shape[1])], kind="factors")
    columns = Roster.of([f"{k:06d}" for k in range(present.shape[0])], kind="partnerships")
    named = Affiliation(rows, columns, factor, partnership, np.ones(len(factor)), "factors")
    return sdsm_chances(named)
