"""How sure a measure of a network is: the vertex bootstrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api import Names, listed, named
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd


def vertex_bootstrap(
    study: Study,
    metrics: Names = "density",
    *,
    layer: Names = (),
    snapshot: Names = (),
    permutations: int = 9_999,
    seed: int = 0,
) -> pd.DataFrame:
    """Say how sure density and mean degree are, as statements about organisations of this kind.

    Parameters
    ----------
    study, layer, snapshot
        As for `sna.measure`.
    metrics
        ``density``, ``mean_degree`` or ``mean_strength``; other metrics get no interval, with the reason.
    permutations, seed
        Number of resamples, and where they come from.

    Returns
    -------
    DataFrame
        Findings: ``bootstrap`` with its 95 % interval, and ``bootstrap_standard_error``, both in the unit of the
        metric. ``NaN`` where no pair was observed.

    Raises
    ------
    UsageError
        If a metric, layer or snapshot does not exist.

    References
    ----------
    Snijders & Borgatti (1999), Connections 22(2), 161-170

    Examples
    --------
    >>> import sna
    >>> found = sna.vertex_bootstrap(sna.load("centralised-surgery"), layer="mdt", snapshot="after", permutations=99)
    >>> bool(found["low"].iloc[0] < found["value"].iloc[0] < found["high"].iloc[0])
    True
    """
    from sna.relate import vertex_bootstrap as bootstrapping

    return bootstrapping(
        study,
        listed(metrics),
        layers=named(layer),
        snapshots=named(snapshot),
        permutations=permutations,
        seed=seed,
    ).frame()
