"""How the layers of a network lie on each other: the same ties, the same organisations, or something of their own."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence
from sna.metrics.assortativity import correlation
from sna.metrics.mixing import ratio
from sna.metrics.registry import NEVER, Values, metric
from sna.model import Multiplex

Matrix = npt.NDArray[np.float64]


def partnerships(multiplex: Multiplex) -> Matrix:
    """Return, for each layer, who is partner of whom, direction ignored."""
    ties = [as_presence(network) for network in multiplex.layers.values()]
    return np.array([np.maximum(layer, layer.T) for layer in ties])


@metric(
    label="overlap of the layers",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="The layers hold the same ties: who works together in one way does so in the others.",
    formula="pairwise: mean over pairs of layers of (ties in both) / (ties in either); all: (ties in every layer)"
    " / (ties in any)",
    source="battiston2014",
    of="multiplex",
    default=False,
    parts={
        "pairwise": "overlap of two layers, on average",
        "all": "share of ties that are in every layer",
    },
    up_to=1_000,
)
def layer_overlap(multiplex: Multiplex) -> dict[str, float]:
    """Compare the ties of the layers as sets (Jaccard).

    Parameters
    ----------
    multiplex
        Two or more layers; strengths are ignored. A directed tie must run the same way to be the same; an undirected
        tie is one each way.

    Returns
    -------
    dict of float
        ``pairwise``, the mean over pairs of layers of which at least one has ties, and ``all``; both 0 (no tie in
        common) to 1 (the same ties), and the same number for two layers. Undefined without any tie.

    References
    ----------
    Battiston, Nicosia and Latora (2014), doi:10.1103/PhysRevE.89.032804

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> layer_overlap(Multiplex({"advice": sketch("A-B B-C"), "trust": sketch("A-B A-C B-C")}))["all"].__round__(3)
    0.667
    """
    layers = [as_presence(network) > 0 for network in multiplex.layers.values()]
    either = [(float((a & b).sum()), float((a | b).sum())) for a, b in itertools.combinations(layers, 2)]
    shares = [common / together for common, together in either if together]
    everywhere, anywhere = np.logical_and.reduce(layers).sum(), np.logical_or.reduce(layers).sum()
    return {
        "pairwise": float(np.mean(shares)) if shares else np.nan,
        "all": ratio(float(everywhere), float(anywhere)),
    }


@metric(
    label="partners by the number of layers they share",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many partners of this kind: ties in one layer only are thin, ties in every layer are thick.",
    formula="number of partners tied to it in exactly one layer (one), in several but not all (some), in all (all)",
    source="bianconi2013",
    of="multiplex",
    default=False,
    parts={
        "one": "partners in one layer only",
        "some": "partners in several layers, not all",
        "all": "partners in every layer",
    },
    up_to=1_000,
)
def multidegree(multiplex: Multiplex) -> dict[str, Values]:
    """Count the partners of each organisation by how many layers connect them.

    Bianconi counts partners for every pattern of layers; here patterns with as many layers are put together.

    Parameters
    ----------
    multiplex
        Two or more layers; direction and strengths are ignored.

    Returns
    -------
    dict of array
        Counts ``one``, ``some`` and ``all`` in roster order, adding up to the partners in any layer; with two layers
        ``some`` is 0. Never undefined.

    References
    ----------
    Bianconi (2013), doi:10.1103/PhysRevE.87.062806

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> both = Multiplex({"advice": sketch("A>B A>C D"), "trust": sketch("A-B C D")})
    >>> {part: counts.tolist() for part, counts in multidegree(both).items()}
    {'one': [1.0, 0.0, 1.0, 0.0], 'some': [0.0, 0.0, 0.0, 0.0], 'all': [1.0, 1.0, 0.0, 0.0]}
    """
    partners = partnerships(multiplex)
    shared, every = partners.sum(axis=0), len(partners)
    kinds = {"one": shared == 1, "some": (shared > 1) & (shared < every), "all": shared == every}
    return {part: chosen.sum(axis=1).astype(np.float64) for part, chosen in kinds.items()}


@metric(
    label="partners, counted in each layer",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation has many links, taking all layers together.",
    formula="o = Σ over layers of the number of partners",
    source="battiston2014",
    of="multiplex",
    default=False,
    up_to=1_000,
)
def overlapping_degree(multiplex: Multiplex) -> Values:
    """Add up the partners of each organisation over the layers.

    Parameters
    ----------
    multiplex
        Two or more layers; direction and strengths are ignored, a partner counts once in each layer.

    Returns
    -------
    array
        Counts in roster order; never undefined.

    References
    ----------
    Battiston, Nicosia and Latora (2014), doi:10.1103/PhysRevE.89.032804

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> overlapping_degree(Multiplex({"advice": sketch("A>B A>C D"), "trust": sketch("A-B C D")})).tolist()
    [3.0, 2.0, 1.0, 0.0]
    """
    counts: Values = partnerships(multiplex).sum(axis=(0, 2))
    return counts


@metric(
    label="how far the same organisations have many links in every layer",
    level="network",
    direction="none",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no two layers in each of which organisations differ in their number of partners",
    means="Who has many links in one layer has many in the others.",
    formula="mean over pairs of layers of the Pearson correlation of numbers of partners, over all organisations",
    source="nicosia2015",
    of="multiplex",
    default=False,
    up_to=1_000,
)
def layer_degree_correlation(multiplex: Multiplex) -> float:
    """Correlate the numbers of partners that organisations have in two layers, averaged over pairs of layers.

    Parameters
    ----------
    multiplex
        Two or more layers; direction and strengths are ignored. Organisations without ties count, with 0 partners.

    Returns
    -------
    float
        -1 to 1. Pairs with a layer in which all have as many partners are left out; undefined where no pair is left.

    References
    ----------
    Nicosia and Latora (2015), doi:10.1103/PhysRevE.92.032805

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> layer_degree_correlation(Multiplex({"advice": sketch("A-B A-C"), "trust": sketch("A-B C")})).__round__(3)
    0.5
    """
    degrees = partnerships(multiplex).sum(axis=2)
    pairs = [correlation(a, b) for a, b in itertools.combinations(degrees, 2)]
    defined = [value for value in pairs if not np.isnan(value)]
    return float(np.mean(defined)) if defined else np.nan
