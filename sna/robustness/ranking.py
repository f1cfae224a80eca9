"""How far ranks are kept when organisations or ties are lost at random."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.infer import Stream, midranks
from sna.metrics import compute
from sna.model import Network
from sna.robustness.cases import Case
from sna.robustness.outcomes import record_of
from sna.robustness.strengths import with_ties_where

Values = npt.NDArray[np.float64]
Row = Mapping[str, Any]

DRAWS = 200
SHARES = (0.05, 0.1, 0.2, 0.3)
TOLD = 0.1
"""Share lost at which the ranks of single organisations are told."""
TOP = 3
RANGE = (5, 95)
FEWEST = 3
TARGET = "these organisations, had a share of them or of their ties been lost at random"


def kendall_tau_b(one: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """Return Kendall's tau-b of two columns: pairs in the same order minus pairs in the other, ties allowed for.

    Returns
    -------
    float
        From −1 to 1; ``nan`` where all values of a column are equal.

    References
    ----------
    Kendall (1945), The treatment of ties in ranking problems, doi:10.1093/biomet/33.3.239

    Examples
    --------
    >>> kendall_tau_b([1, 2, 3, 4], [1, 2, 4, 3]), kendall_tau_b([1, 1], [1, 2])
    (0.6666666666666666, nan)
    """
    return _agreeing(_orders(one), _orders(other))


def _orders(column: npt.ArrayLike) -> Values:
    """Return of every ordered pair whether its first is above (1), below (−1) or level with its second (0)."""
    ranks = midranks(column)
    orders: Values = np.sign(ranks[:, None] - ranks[None, :]).ravel()
    return orders


def _agreeing(one: Values, other: Values) -> float:
    """Return tau-b of two columns from their orders: sums of whole numbers, exact however they are added."""
    untied = math.sqrt(float(one @ one) * float(other @ other))
    return float(one @ other) / untied if untied else math.nan


def first_few(values: Values) -> npt.NDArray[np.bool_]:
    """Return who is among the first three, with all who are level with the third; nobody with a value of 0.

    Examples
    --------
    >>> first_few(np.array([5.0, 1.0, 3.0, 1.0])).tolist()
    [True, True, True, True]
    """
    known = np.sort(values[~np.isnan(values)])[::-1]
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    return np.asarray((values >= known[min(TOP, len(known)) - 1]) & (values != 0), dtype=bool)


def rank_stability(case: Case, *, draws: int = DRAWS, seed: int = 0) -> Iterator[Row]:
    """Yield how far ranks by the case's metric are kept when organisations or ties are lost at random.

    Parameters
    ----------
    case
        The layer, snapshot and metric.
    draws
        How often each share is lost, without replacement; with 0 there are no findings.
    seed
        Of the draws; each share has a stream of its own.

    Yields
    ------
    mapping
        Findings; ``other`` says what was lost. ``rank_stability``: mean Kendall tau-b with the ranks as reported, over
        the organisations that are left. ``top_three_kept``: mean share of the first three, with all level with the
        third, in common with those as reported, of all who are in either. ``low`` and ``high`` are the 5 % and 95 %
        quantiles of the draws. ``first_place_kept``: in what share of the draws that it is in an organisation in
        first place is still first, alone or not. ``rank``: its rank as reported, with the range in 5 to 95 % of the
        draws.

    References
    ----------
    Costenbader & Valente (2003), doi:10.1016/S0378-8733(03)00012-1. Borgatti, Carley & Krackhardt (2006),
    doi:10.1016/j.socnet.2005.05.001. Smith & Moody (2013), doi:10.1016/j.socnet.2013.09.003
    """
    if not draws:
        return
    record = record_of(case.metric)
    base = {"layer": case.layer, "snapshot": case.snapshot, "metric": case.metric, "target": TARGET}
    if record.of != "network":
        note = "ranks by attendance are not redrawn: only those by ties are"
        yield {**base, "quantity": "rank_stability", "value": math.nan, "note": note}
        return
    network = case.network
    values = _values(case.metric, network)
    known = int((~np.isnan(values)).sum())
    for kind, many in (("organisations", network.n), ("ties", network.m)):
        for share in SHARES:
            lost = max(1, round(share * many))
            words = f"{share:.0%} of {kind} lost ({lost} of {many})"
            row = {**base, "other": words, "n": known, "resamples": draws, "seed": seed}
            if known < FEWEST or lost >= many or (kind == "organisations" and many - lost < FEWEST):
                note = "too few are left to rank" if known >= FEWEST else "fewer than three organisations have a value"
                yield {**row, "quantity": "rank_stability", "value": math.nan, "note": note}
                continue
            stream = Stream(seed, (case.layer, case.snapshot, "lost", kind, f"{share:g}"))
            drawn = _draws(case.metric, network, kind, lost, stream, draws)
            method = f"{kind} lost at random, {draws} draws; low and high: 5 and 95 % of the draws"
            row["method"] = method
            yield from _agreement(values, drawn, row)
            if share == TOLD:
                yield from _of_organisations(network, values, drawn, row, with_ranks=kind == "ties")


def _values(metric: str, network: Network) -> Values:
    return np.asarray(compute(metric, network), dtype=np.float64)


def _draws(metric: str, network: Network, kind: str, lost: int, stream: Stream, draws: int) -> Values:
    """Return draw × organisation: its value where something was lost, ``nan`` for those lost themselves."""
    generator = stream.generator()
    found = np.full((draws, network.n), np.nan)
    many = network.n if kind == "organisations" else network.m
    ids = np.array(network.roster.ids, dtype=object)
    for at in range(draws):
        kept = np.ones(many, dtype=bool)
        kept[generator.choice(many, size=lost, replace=False)] = False
        if kind == "ties":
            found[at] = _values(metric, with_ties_where(network, kept))
        else:
            found[at, kept] = _values(metric, network.subset(frozenset(ids[kept].tolist())))
    return found


def _agreement(values: Values, drawn: Values, row: Row) -> Iterator[Row]:
    """Yield how far the draws agree with the ranks as reported."""
    tau, kept = [], []
    reported: dict[bytes, Values] = {}
    for draw in drawn:
        there = ~np.isnan(draw) & ~np.isnan(values)
        # Where ties are lost everybody stays, draw after draw.
        who = there.tobytes()
        if who not in reported:
            reported = {who: _orders(values[there])}
        tau.append(_agreeing(reported[who], _orders(draw[there])))
        before, after = first_few(values[there]), first_few(draw[there])
        either = int((before | after).sum())
        kept.append(int((before & after).sum()) / either if either else math.nan)
    for quantity, found in (("rank_stability", np.array(tau)), ("top_three_kept", np.array(kept))):
        known = found[~np.isnan(found)]
        if not len(known):
            yield {**row, "quantity": quantity, "value": math.nan, "note": "all values are equal in every draw"}
            continue
        low, high = np.percentile(known, RANGE)
        undefined = len(found) - len(known)
        note = f"undefined in {undefined} draws, in which all values are equal" if undefined else ""
        yield {**row, "quantity": quantity, "value": known.mean(), "low": low, "high": high, "note": note}


def _of_organisations(network: Network, values: Values, drawn: Values, row: Row, *, with_ranks: bool) -> Iterator[Row]:
    """Yield how often whoever is first stays first, and the range of every organisation's rank.

    Ranks are told where ties are lost only: among fewer organisations they are other ranks.
    """
    own = _ranks(values)
    ranks = np.array([_ranks(draw) for draw in drawn])
    for place in np.argsort(np.where(np.isnan(own), np.inf, own), kind="stable").tolist():
        there = ranks[~np.isnan(ranks[:, place]), place]
        of = {**row, "organisation": network.roster.ids[place], "resamples": len(there)}
        if math.isnan(own[place]) or not len(there):
            yield {**of, "quantity": "rank", "value": math.nan, "note": "it has no value that could be ranked"}
            continue
        if own[place] == 1:
            yield {**of, "quantity": "first_place_kept", "value": float((there == 1).mean())}
        if with_ranks:
            low, high = np.percentile(there, RANGE, method="inverted_cdf")
            yield {**of, "quantity": "rank", "value": own[place], "low": low, "high": high}


def _ranks(values: Values) -> Values:
    """Return ranks from 1 for the highest; those that are level share the best of their ranks."""
    known = ~np.isnan(values)
    ranks = np.full(len(values), np.nan)
    # From the best, and not from the middle, of ranks that are shared: two in first place are both first.
    order = np.sort(values[known])
    ranks[known] = 1 + len(order) - np.searchsorted(order, values[known], "right")
    return ranks
