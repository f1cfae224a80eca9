"""Do two measures put the same members first: rank correlation, with values dealt out anew to members."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.infer.labels import LabelTest
from sna.infer.ranks import midranks
from sna.infer.relabelling import Places, relabel
from sna.infer.streams import Stream
from sna.infer.tails import count_relabellings

Values = npt.NDArray[np.float64]

FEWEST = 4
"""Below this many members no order is worth a correlation."""
MOST_FOR_TAU = 60
"""Above this many members the pairs behind tau are too many to go through at every permutation."""


def rank_correlation_tests(
    values: npt.ArrayLike,
    others: npt.ArrayLike,
    *,
    permutations: int = 9_999,
    exact: bool = False,
    stream: Stream,
) -> dict[str, LabelTest]:
    """Test Spearman's rho and Kendall's tau-b against values dealt out anew to members.

    Parameters
    ----------
    values, others
        Two numbers for each member, none missing; neither all alike.
    permutations, exact
        Size of a random sample of permutations, used above `EXACT_PLACES` members where ``exact`` is not asked for.
    stream
        Where random numbers come from.

    Returns
    -------
    dict of LabelTest
        ``spearman`` and ``kendall_tau_b``, two-sided, on the same permutations; tau-b up to `MOST_FOR_TAU` members.

    References
    ----------
    Spearman (1904), doi:10.2307/1412159. Kendall (1945), on ties, doi:10.1093/biomet/33.3.239

    Examples
    --------
    >>> found = rank_correlation_tests([1, 2, 3, 4], [1, 3, 2, 4], stream=Stream(0))
    >>> [(name, round(test.value, 3), round(test.p, 3)) for name, test in found.items()]
    [('spearman', 0.8, 0.333), ('kendall_tau_b', 0.667, 0.333)]
    """
    columns = {"spearman": (_standard(midranks(values)), _standard(midranks(others)))}
    if len(columns["spearman"][0]) <= MOST_FOR_TAU:
        columns["kendall_tau_b"] = (_standard(_signs(values)), _standard(_signs(others)))
    n = len(columns["spearman"][0])
    dealt = relabel(n, permutations=permutations, exact=exact, stream=stream)

    def statistics(places: Places) -> Values:
        return np.column_stack([_dealt(*both, places.T) for both in columns.values()])

    width = n * n if len(columns) > 1 else n
    found = count_relabellings(statistics, dealt, by_tail=[False] * len(columns), width=width)
    return dict(zip(columns, found, strict=True))


def _dealt(one: Values, other: Values, order: Places) -> Values:
    """Return the sum of products where the other's members are dealt out in every one of some orders."""
    if one.ndim == 1:
        return np.asarray(other[order] @ one, dtype=np.float64)
    return np.asarray(np.einsum("ij,bij->b", one, other[order[:, :, None], order[:, None, :]]), dtype=np.float64)


def _signs(values: npt.ArrayLike) -> Values:
    """Return for every ordered pair of members whether the first has more (1), less (−1) or as much (0)."""
    ranks = midranks(values)
    return np.asarray(np.sign(ranks[:, None] - ranks[None, :]), dtype=np.float64)


def _standard(values: Values) -> Values:
    """Return numbers centred and with squares that sum to 1, so that sums of products are correlations."""
    centred = values - values.mean()
    return np.asarray(centred / np.sqrt((centred**2).sum()), dtype=np.float64)
