"""Which ties to draw: all of a small network, those that stand out in a large one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sna.derive.backbone import disparity_chances
from sna.model import Network, Ties

ALL_UP_TO = 40


def drawn_ties(network: Network, *, alpha: float = 0.05) -> Network:
    """Return the network with the ties that are worth drawing; no organisation is left out.

    Up to 40 organisations that is every tie. Beyond, a tie stays if it carries more than an even spread of strength
    over the ties of its sender, or of its receiver, would give by chance (disparity filter; strengths sent and received
    apart), and the strongest tie of any organisation that would be left without (the first in roster order if several
    are as strong). Where all ties are equally strong nothing can stand out, and all of them are drawn.

    Parameters
    ----------
    network
        A network of any size.
    alpha
        Chance below which a tie stands out, between 0 and 1.

    Returns
    -------
    Network
        The same roster; ``filters["drawn"]`` says how ties were chosen where any was left out.

    References
    ----------
    Serrano, Boguñá and Vespignani (2009), PNAS 106(16), doi 10.1073/pnas.0808904106.

    Examples
    --------
    >>> from sna.model import Layer, Roster
    >>> roster, layer = Roster.of([f"{i:02}" for i in range(50)]), Layer("mdt", directed=True, counts="cases")
    >>> ties = Ties.of([(i, 0, 1.0) for i in range(2, 50)] + [(1, 0, 500.0), (1, 2, 1.0)], directed=True)
    >>> drawn_ties(Network(roster, layer, ties)).m
    49
    """
    return drawn_over_time([network], alpha=alpha)[0]


def drawn_over_time(networks: Sequence[Network], *, alpha: float = 0.05) -> list[Network]:
    """Choose the ties to draw of several snapshots together.

    A tie that is chosen in one snapshot (see `drawn_ties`) is drawn in every snapshot that has it: a tie is never
    missing from a picture for any other reason than that it is not there, so what is new or lost is really so.

    Parameters
    ----------
    networks
        Snapshots of one layer, in any order; rosters may differ.
    alpha
        As in `drawn_ties`.

    Returns
    -------
    list of Network
        In the order given.

    Examples
    --------
    >>> from sna.model import Layer, Roster
    >>> pair = Network(Roster.of(["A", "B"]), Layer("trust", directed=True), Ties.of([(0, 1, 1.0)], directed=True))
    >>> [network.m for network in drawn_over_time([pair, pair])]
    [1, 1]
    """
    if len({identifier for network in networks for identifier in network.roster.ids}) <= ALL_UP_TO:
        return list(networks)
    chosen = {pair for network in networks for pair in _named(network, _stands_out(network, alpha))}
    return [_keep(network, chosen, alpha) for network in networks]


def left_out(network: Network, drawn: Network) -> str:
    """Say in a sentence which part of a network is drawn; empty where all of it is.

    Examples
    --------
    >>> from sna.model import Layer, Roster
    >>> layer = Layer("mdt", directed=True, counts="cases")
    >>> roster, ties = Roster.of(["A", "B"]), [(0, 1, 3.0), (1, 0, 1.0)]
    >>> whole = Network(roster, layer, Ties.of(ties, directed=True))
    >>> left_out(whole, Network(roster, layer, Ties.of(ties[:1], directed=True)))
    'Drawn: 1 of 2 ties, with 75% of all cases; no organisation is left out.'
    """
    if drawn.m == network.m:
        return ""
    counts = network.layer.counts
    share = (
        "" if counts == "ties" else f", with {drawn.ties.weight.sum() / network.ties.weight.sum():.0%} of all {counts}"
    )
    return f"Drawn: {drawn.m:,} of {network.m:,} ties{share}; no organisation is left out."


def _stands_out(network: Network, alpha: float) -> npt.NDArray[np.bool_]:
    """Return which ties to draw of one network."""
    ties, n = network.ties, network.n
    if not len(ties) or np.ptp(ties.weight) == 0:
        return np.ones(len(ties), dtype=bool)
    kept = disparity_chances(network) < alpha
    return _nobody_without(ties, kept, n)


def _nobody_without(ties: Ties, kept: npt.NDArray[np.bool_], n: int) -> npt.NDArray[np.bool_]:
    """Add the strongest tie of every organisation that has ties but none of them kept."""
    kept = kept.copy()
    reached = np.zeros(n, dtype=bool)
    reached[ties.sender[kept]] = reached[ties.receiver[kept]] = True
    strongest = np.argsort(-ties.weight, kind="stable")
    first: dict[int, int] = {}
    for tie in strongest.tolist():
        for end in (int(ties.sender[tie]), int(ties.receiver[tie])):
            first.setdefault(end, tie)
    for end, tie in first.items():
        if not reached[end]:
            kept[tie] = True
    return kept


def _named(network: Network, rows: npt.NDArray[np.bool_]) -> list[tuple[str, str]]:
    """Return ties as pairs of ids."""
    ids, ties = network.roster.ids, network.ties
    return [(ids[s], ids[r]) for s, r in zip(ties.sender[rows].tolist(), ties.receiver[rows].tolist(), strict=True)]


def _keep(network: Network, chosen: set[tuple[str, str]], alpha: float) -> Network:
    """Return a network with those of its ties that were chosen."""
    everything = np.ones(network.m, dtype=bool)
    rows = np.array([pair in chosen for pair in _named(network, everything)], dtype=bool)
    if rows.all():
        return network
    ties = network.ties
    kept = Ties.from_arrays(ties.sender[rows], ties.receiver[rows], ties.weight[rows], directed=network.directed)
    filters = {**network.filters, "drawn": (f"disparity filter, alpha {alpha:g}",)}
    return Network(network.roster, network.layer, kept, network.snapshot, network.unobserved, filters, network.counted)
