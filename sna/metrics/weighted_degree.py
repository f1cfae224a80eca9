"""Weighted degree: how many ties an organisation has and how much they carry, in one number."""

from __future__ import annotations

import numpy as np

from sna.metrics.degree import degree, in_degree, out_degree
from sna.metrics.registry import NEVER, Values, metric
from sna.metrics.strength import in_strength, out_strength, strength
from sna.model import Network


def _between(number: Values, sums: Values) -> Values:
    """Return Opsahl's number of ties^(1-α) × strength^α with α = ½: the geometric mean."""
    return np.sqrt(number * sums)


@metric(
    label="links received, weighted by strength",
    level="organisation",
    direction="in",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many others turn to this organisation, and send it much.",
    formula="(number of ties received)^½ × (sum of their strengths)^½",
    source="opsahl2010",
    layers="directed",
    default=False,
)
def weighted_in_degree(network: Network) -> Values:
    """Combine how many ties each organisation receives with how much they carry.

    Opsahl's degree with α = ½: of two organisations that receive equally much, the one that receives it from more
    others is higher.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    array
        In roster order: the in-degree where every strength is 1; 0 without ties received; never undefined.

    References
    ----------
    Opsahl, Agneessens and Skvoretz (2010), doi:10.1016/j.socnet.2010.03.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_in_degree(sketch("A>C:5 B>C:3 C>A:4")).tolist()
    [2.0, 0.0, 4.0]
    """
    return _between(in_degree(network), in_strength(network))


@metric(
    label="links sent, weighted by strength",
    level="organisation",
    direction="out",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation turns to many others, and sends them much.",
    formula="(number of ties sent)^½ × (sum of their strengths)^½",
    source="opsahl2010",
    layers="directed",
    default=False,
)
def weighted_out_degree(network: Network) -> Values:
    """Combine how many ties each organisation sends with how much they carry.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    array
        As `weighted_in_degree`, of ties sent.

    References
    ----------
    Opsahl, Agneessens and Skvoretz (2010), doi:10.1016/j.socnet.2010.03.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_out_degree(sketch("A>C:5 A>B:3 C>A:4")).tolist()
    [4.0, 0.0, 2.0]
    """
    return _between(out_degree(network), out_strength(network))


@metric(
    label="links, weighted by strength",
    level="organisation",
    direction="none",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation works with many others, and shares much with them.",
    formula="(number of ties)^½ × (sum of their strengths)^½",
    source="opsahl2010",
    layers="undirected",
    default=False,
)
def weighted_degree(network: Network) -> Values:
    """Combine how many ties each organisation has with how much they carry.

    Parameters
    ----------
    network
        An undirected layer.

    Returns
    -------
    array
        In roster order: the degree where every strength is 1; 0 without ties; never undefined.

    References
    ----------
    Opsahl, Agneessens and Skvoretz (2010), doi:10.1016/j.socnet.2010.03.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_degree(sketch("A-B:5 A-C:3 D")).round(3).tolist()
    [4.0, 2.236, 1.732, 0.0]
    """
    return _between(degree(network), strength(network))
