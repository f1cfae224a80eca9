"""SpringRank: a rank for every organisation, such that each tie leads one rank down."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.levels import fitted_levels, tied, turned
from sna.metrics.registry import Values, metric
from sna.model import Network

REGULARISED = 0.1
ORIENTED = ", as recorded; sender and receiver exchanged where the layer says that the sender depends"


@metric(
    label="ranks above the lowest",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined="no ties",
    means="Others depend on this organisation, and others again on them: it stands high in the order.",
    formula=f"(diag(out + in) − A − Aᵀ) s = out − in{ORIENTED}; the lowest of each component at 0",
    source="debacco2018",
    layers="directed",
    default=False,
)
def springrank(network: Network) -> Values:
    """Rank organisations so that each tie leads one rank down, as nearly as can be.

    A sender stands one rank above the receiver: as recorded, and where the layer says that the receiver depends on the
    sender. Where it says that the sender depends (who refers depends on who is referred to), ties are read the other
    way, so that who is depended on is above. Nothing pulls ranks together (the authors' α is 0).

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Ranks of 0 and more in roster order, 1 being the length of a tie; 0 for the lowest of each weak component, so
        that ranks of different components cannot be compared. Undefined for organisations without ties.

    References
    ----------
    De Bacco, Larremore and Moore (2018), doi:10.1126/sciadv.aar8260

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> springrank(sketch("A>B A>C B>C D")).round(3).tolist()
    [1.333, 0.667, 0.0, nan]
    """
    return tied(network, fitted_levels(network, exchanged=network.layer.depends != "sender"))


@metric(
    label="ranks above the lowest, strengths counted",
    level="organisation",
    direction="out",
    weights="strength",
    low=0,
    high=np.inf,
    undefined="no ties",
    means="Others depend on this organisation for much, and others again on them: it stands high in the order.",
    formula=f"(diag(out + in) − W − Wᵀ) s = out − in, of strengths{ORIENTED}; the lowest of each component at 0",
    source="debacco2018",
    layers="directed",
    default=False,
)
def weighted_springrank(network: Network) -> Values:
    """Rank organisations so that each tie leads one rank down, as nearly as can be, strong ties before weak ones.

    Parameters
    ----------
    network
        A directed layer, read downwards as in `springrank`.

    Returns
    -------
    array
        Ranks of 0 and more in roster order; 0 for the lowest of each weak component. Undefined for organisations
        without ties.

    References
    ----------
    De Bacco, Larremore and Moore (2018), doi:10.1126/sciadv.aar8260

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_springrank(sketch("A>B:2 A>C B>C:3 D")).round(3).tolist()
    [1.545, 0.818, 0.0, nan]
    """
    exchanged = network.layer.depends != "sender"
    return tied(network, fitted_levels(network, weights="strength", exchanged=exchanged))


@metric(
    label="rank, drawn towards the middle",
    level="organisation",
    direction="out",
    weights="ignored",
    low=-np.inf,
    high=np.inf,
    undefined="no ties",
    means="Others depend on this organisation, and others again on them; few ties alone do not carry it far up.",
    formula=f"(diag(out + in) − A − Aᵀ + {REGULARISED} I) s = out − in{ORIENTED}",
    source="debacco2018",
    layers="directed",
    default=False,
    up_to=1_000,
)
def springrank_regularised(network: Network) -> Values:
    """Rank organisations as `springrank`, with a weak spring that draws each towards 0 (the authors' α is 0.1).

    Ranks of different components can be compared, and an organisation of one tie does not stand as far out.

    Parameters
    ----------
    network
        A directed layer, read downwards as in `springrank`; strengths are ignored.

    Returns
    -------
    array
        Ranks in roster order, below 0 in the lower half of the order; they sum to 0. Undefined for organisations
        without ties.

    References
    ----------
    De Bacco, Larremore and Moore (2018), doi:10.1126/sciadv.aar8260

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> springrank_regularised(sketch("A>B A>C D")).round(3).tolist()
    [0.645, -0.323, -0.323, nan]
    """
    ties = turned(network, as_presence(network), "sender")
    sent, received = ties.sum(axis=1), ties.sum(axis=0)
    springs = np.diag(sent + received + REGULARISED) - ties - ties.T
    return tied(network, np.linalg.solve(springs, sent - received))
