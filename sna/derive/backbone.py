"""Backbones: the ties that chance would hardly give, of a network with strengths or of shared meetings.

Each function takes a network or attendance, and returns a network with the ties that stand out. They are called from
Python; study.toml has no key for them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.derive.chance_meetings import fixed_row_chances, sdsm_chances, shared_meetings
from sna.model import Affiliation, Layer, Network, Ties
from sna.model.ties import Weights

Flags = npt.NDArray[np.bool_]


def disparity_chances(network: Network) -> Weights:
    """Return, for every tie, the chance of a share of strength as large as its own, were strength spread at random.

    A tie has a share of the strength of its sender and one of its receiver (in an undirected layer: of its two ends);
    the chance is the smaller of the two. It is 1 where the tie is the only one at both ends.

    Parameters
    ----------
    network
        A network with strengths; those sent and received count apart.

    Returns
    -------
    array
        0 to 1, in the order of the ties.

    References
    ----------
    Serrano, Boguñá and Vespignani (2009), PNAS 106:6483-6488, doi:10.1073/pnas.0808904106

    Examples
    --------
    >>> from sna.model import Layer, Roster
    >>> roster, layer = Roster.of("ABC"), Layer("mdt", directed=True, counts="cases")
    >>> disparity_chances(Network(roster, layer, Ties.of([(0, 1, 9.0), (0, 2, 1.0)], directed=True))).round(3).tolist()
    [0.1, 0.9]
    """
    ties, n = network.ties, network.n
    if network.directed:
        first, last = _chance(ties.sender, ties.weight, n), _chance(ties.receiver, ties.weight, n)
    else:
        ends, twice = np.concatenate([ties.sender, ties.receiver]), np.concatenate([ties.weight, ties.weight])
        first, last = _chance(ends, twice, n).reshape(2, -1)
    return np.minimum(first, last)


def _chance(end: npt.NDArray[np.int64], weight: Weights, n: int) -> Weights:
    """Return the chance of a share of strength as large as a tie's at one of its ends; 1 where it is the only tie."""
    many = np.bincount(end, minlength=n)[end]
    share = weight / np.bincount(end, weights=weight, minlength=n)[end]
    chance: Weights = np.where(many > 1, np.clip(1.0 - share, 0.0, 1.0) ** (many - 1), 1.0)
    return chance


def disparity_backbone(network: Network, *, alpha: float = 0.05) -> Network:
    """Return the network with the ties that carry more than an even spread of strength would give by chance.

    Parameters
    ----------
    network
        A network with strengths, directed or not.
    alpha
        Chance below which a tie stays; not corrected for the number of ties.

    Returns
    -------
    Network
        The same roster, strengths and unobserved pairs; ``filters["backbone"]`` says how ties were chosen.

    References
    ----------
    Serrano, Boguñá and Vespignani (2009), PNAS 106:6483-6488, doi:10.1073/pnas.0808904106

    Examples
    --------
    >>> from sna.model import Layer, Roster
    >>> roster, layer = Roster.of("ABC"), Layer("mdt", directed=True, counts="cases")
    >>> whole = Network(roster, layer, Ties.of([(0, 1, 9.0), (0, 2, 1.0)], directed=True))
    >>> disparity_backbone(whole, alpha=0.2).m
    1
    """
    ties, stay = network.ties, disparity_chances(network) < alpha
    kept = Ties.from_arrays(ties.sender[stay], ties.receiver[stay], ties.weight[stay], directed=network.directed)
    filters = {**network.filters, "backbone": (f"disparity filter, alpha {alpha:g}",)}
    return Network(network.roster, network.layer, kept, network.snapshot, network.unobserved, filters, network.counted)


def fixed_row_backbone(affiliation: Affiliation, *, alpha: float = 0.05) -> Network:
    """Return the pairs of organisations that share more meetings than their own activity would give by chance.

    Parameters
    ----------
    affiliation
        Organisations × meetings; for how long does not count.
    alpha
        Chance below which a pair is tied (`fixed_row_chances`); not corrected for the number of pairs.

    Returns
    -------
    Network
        Undirected, over the organisations of the rows; a strength is the number of meetings shared.

    References
    ----------
    Neal (2013), Social Network Analysis and Mining 3:915-924, doi:10.1007/s13278-013-0107-y

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2", "m3"], kind="meetings")
    >>> cells = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    >>> attended = Affiliation(organisations, meetings, *cells, np.ones(4), "board")
    >>> print(fixed_row_backbone(attended, alpha=0.4))
    board: 2 organisations, 1 tie (undirected)
    """
    things = affiliation.columns.kind
    rule = f"organisations that share more {things} than the number each had a part in would give by chance"
    return _tied(affiliation, fixed_row_chances(affiliation) < alpha, rule, f"fixed rows, alpha {alpha:g}")


def sdsm_backbone(affiliation: Affiliation, *, alpha: float = 0.05) -> Network:
    """Return the pairs of organisations that share more meetings than activity and attendance would give by chance.

    Parameters
    ----------
    affiliation
        Organisations × meetings; for how long does not count.
    alpha
        Chance below which a pair is tied (`sdsm_chances`); not corrected for the number of pairs.

    Returns
    -------
    Network
        Undirected, over the organisations of the rows; a strength is the number of meetings shared.

    References
    ----------
    Neal (2014), Social Networks 39:84-97, doi:10.1016/j.socnet.2014.06.001

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("ABCD"), Roster.of(["m1", "m2", "m3", "m4"], kind="meetings")
    >>> cells = np.array([0, 0, 1, 1, 2, 2, 3, 3]), np.array([0, 1, 0, 1, 2, 3, 2, 3])
    >>> attended = Affiliation(organisations, meetings, *cells, np.ones(8), "board")
    >>> sdsm_backbone(attended, alpha=0.3).ties.weight.tolist()
    [2.0, 2.0]
    """
    things = affiliation.columns.kind
    rule = (
        f"organisations that share more {things} than their activity and the size of the {things} would give by chance"
    )
    return _tied(affiliation, sdsm_chances(affiliation) < alpha, rule, f"SDSM, alpha {alpha:g}")


def _tied(affiliation: Affiliation, chosen: Flags, rule: str, how: str) -> Network:
    """Return chosen pairs that share a meeting as a network."""
    shared = shared_meetings(affiliation)
    first, last = np.nonzero(np.triu(chosen & (shared > 0), 1))
    ties = Ties.from_arrays(first.astype(np.int64), last.astype(np.int64), shared[first, last], directed=False)
    layer = Layer(affiliation.name, directed=False, counts=f"shared {affiliation.columns.kind}", rule=rule)
    return Network(affiliation.rows, layer, ties, affiliation.snapshot, filters={"backbone": (how,)})
