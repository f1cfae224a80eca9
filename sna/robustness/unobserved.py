"""Ties that nobody observed: at best, at worst, and as the partner reports them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import groups_at
from sna.derive.reported import reports_in
from sna.derive.rosters import roster_at
from sna.derive.survey import network_of_reports
from sna.model import Network, Ties
from sna.robustness.cases import Case
from sna.robustness.choices import Choice

Shares = npt.NDArray[np.float64]

ENDS = {
    "in_degree": (False, True),
    "in_strength": (False, True),
    "out_degree": (True, False),
    "out_strength": (True, False),
    "degree": (True, True),
    "strength": (True, True),
}
"""Metric that is a sum over ties → whether a tie counts for its sender, and for its receiver."""
MEANS = {"ratings_received.mean": (False, True), "ratings_given.mean": (True, False)}
"""The same of metrics that are means of ratings."""


def unobserved(case: Case) -> Iterator[Choice]:
    """Yield bounds over all that the unobserved ties could be, and their reconstruction from the other side.

    The bounds are exact: in a metric that sums over ties, each unobserved tie moves the gap by itself, one way or not
    at all, so that the extremes are had by setting every one of them there, as strong as the strongest tie there is,
    or not there. In a mean of ratings every rating is at one end in one mean, which the highest rating there is never
    lowers and the lowest never raises.
    """
    network = case.network
    if not network.unobserved:
        return
    pairs = f"{len(network.unobserved)} pair{'' if len(network.unobserved) == 1 else 's'} that nobody observed"
    if case.metric in ENDS | MEANS and case.statistic == "mean":
        for sign, name, words in (
            (1, "largest", "if all that was not observed widened it"),
            (-1, "smallest", "if all that was not observed narrowed it"),
        ):
            yield Choice(
                "missing answers",
                f"the {name} gap that the {pairs} allow",
                words,
                lambda here, sign=sign: here.with_network(lambda found: filled(here, found, sign=sign)),
            )
    if case.rule.answers is not None:
        yield Choice(
            "missing answers",
            "missing answers as the partner reports them",
            "if missing answers are taken from the partner",
            lambda here: here.with_network(lambda _: reconstructed(here)),
        )


def filled(case: Case, network: Network, *, sign: int) -> Network:
    """Return the network with those unobserved ties that move the gap one way.

    Parameters
    ----------
    case
        For its groups and its metric, one of `ENDS` or `MEANS`.
    network
        The network.
    sign
        1 for the largest gap (first group minus second), −1 for the smallest.
    """
    share = _shares(case, network)
    of_sender, of_receiver = (ENDS | MEANS)[case.metric]
    ties = network.ties
    heaviest = float(ties.weight.max(initial=1.0))
    lowest = 0.0 if network.zeros else float(ties.weight.min(initial=heaviest))
    zeros = set(network.zeros)
    rows = list(zip(ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist(), strict=True))
    for i, j in sorted(network.unobserved):
        way = sign * (of_sender * share[i] + of_receiver * share[j])
        if way > 0:
            rows.append((i, j, heaviest))
        elif way < 0 and case.metric in MEANS:
            rows += [(i, j, lowest)] if lowest else []
            zeros |= set() if lowest else {(i, j)}
    ties = Ties.of(rows, directed=network.directed)
    kept = network.snapshot, frozenset[tuple[int, int]](), network.filters, network.counted, frozenset(zeros)
    return Network(network.roster, network.layer, ties, *kept)


def _shares(case: Case, network: Network) -> Shares:
    """Return by how much the gap moves when an organisation's value rises by 1."""
    groups = groups_at(case.contrast, network.roster)
    share = np.zeros(network.n)
    for sign, group in zip((1.0, -1.0), case.pair, strict=True):
        inside = groups == case.contrast.groups.index(group)
        share[inside] = sign / max(int(inside.sum()), 1)
    return share


def reconstructed(case: Case) -> Network:
    """Return the network of a survey in which a missing report is what the partner reports of the pair.

    What neither side reports stays unobserved.

    References
    ----------
    Stork & Richards (1992), Nonrespondents in communication network studies, Group & Organization Management 17:193-209
    """
    study, rule, when = case.study, case.rule, case.when
    roster = roster_at(study, when, study.filters)
    reports = reports_in(study, rule, when, study.filters, roster=roster)
    values = np.where(np.isnan(reports.values), reports.values.T, reports.values)
    return network_of_reports(study, rule, when, study.filters, reports, values)
