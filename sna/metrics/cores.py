"""Cores: how far in the dense middle of the network an organisation lies."""

from __future__ import annotations

import numpy as np

from sna.engines import lean_igraph
from sna.metrics.registry import NEVER, Values, metric
from sna.model import Network


def _coreness(network: Network, mode: str) -> Values:
    """Return the largest k for which each organisation is in the k-core."""
    return np.array(lean_igraph(network).coreness(mode=mode), dtype=np.float64)


@metric(
    label="depth in the core by links received",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation is in a group whose members all receive ties from many others of the group.",
    formula="largest k such that it is in a set whose members each receive k or more ties from within the set",
    source="seidman1983",
    layers="directed",
    default=False,
)
def coreness_in(network: Network) -> Values:
    """Find the densest core each organisation belongs to, by ties received.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Whole numbers from 0 in roster order; never undefined.

    References
    ----------
    Seidman (1983), doi:10.1016/0378-8733(83)90028-X

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> coreness_in(sketch("A>B B>A B>C D>A")).tolist()
    [1.0, 1.0, 1.0, 0.0]
    """
    return _coreness(network, "in")


@metric(
    label="depth in the core by links sent",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation is in a group whose members all send ties to many others of the group.",
    formula="largest k such that it is in a set whose members each send k or more ties within the set",
    source="seidman1983",
    layers="directed",
    default=False,
)
def coreness_out(network: Network) -> Values:
    """Find the densest core each organisation belongs to, by ties sent.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Whole numbers from 0 in roster order; never undefined.

    References
    ----------
    Seidman (1983), doi:10.1016/0378-8733(83)90028-X

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> coreness_out(sketch("A>B B>A B>C D>A")).tolist()
    [1.0, 1.0, 0.0, 1.0]
    """
    return _coreness(network, "out")


@metric(
    label="depth in the core",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation is in a group whose members are all tied to many others of the group.",
    formula="largest k such that it is in a set whose members each have k or more ties within the set; directed: sent"
    " and received together, so that a returned tie counts twice",
    source="seidman1983",
    default=False,
)
def coreness(network: Network) -> Values:
    """Find the densest core each organisation belongs to.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In a directed layer ties sent and received count together.

    Returns
    -------
    array
        Whole numbers from 0 (an isolate) in roster order; never undefined.

    References
    ----------
    Seidman (1983), doi:10.1016/0378-8733(83)90028-X

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> coreness(sketch("A-B B-C C-A C-D E")).tolist()
    [2.0, 2.0, 2.0, 1.0, 0.0]
    """
    return _coreness(network, "all")
