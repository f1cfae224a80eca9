"""Networks against chance networks with the same size, ties or dyads: CUG tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api import Names, contrast_of, listed, named
from sna.model import Contrast, Study

if TYPE_CHECKING:
    import pandas as pd

    from sna.infer import Given


def cug(  # noqa: PLR0913
    study: Study,
    metrics: Names,
    *,
    given: Given = "edges",
    by: str | Contrast | None = None,
    layer: Names = (),
    snapshot: Names = (),
    permutations: int = 9_999,
    seed: int = 0,
) -> pd.DataFrame:
    """Say whether a measure of a network is more, or less, than chance networks have.

    Parameters
    ----------
    study, layer, snapshot
        As for `sna.measure`.
    metrics
        Ids of metrics of the network.
    given
        What chance networks share with it: ``size``, ``edges`` (size and number of ties) or ``dyads`` (and how many
        pairs are mutual, one-way and empty).
    by
        Groups, for metrics that need them; as for `sna.asymmetry`.
    permutations, seed
        Number of chance networks, and where they come from.

    Returns
    -------
    DataFrame
        Findings: ``cug`` with its p, ``cug_expected`` with the middle 95 % of chance, both in the unit of the metric,
        and the shares of chance networks ``cug_at_or_above`` and ``cug_at_or_below``. No p where the condition fixes
        the metric, or is no chance that such ties could have come from; the note says why.

    Raises
    ------
    UsageError, NoResultError
        If a metric, layer or snapshot does not exist, or a metric has no value on any layer.

    References
    ----------
    Anderson, Butts & Carley (1999), doi:10.1016/S0378-8733(99)00011-8

    Examples
    --------
    >>> import sna
    >>> study = sna.load("centralised-surgery")
    >>> found = sna.cug(study, "edge_reciprocity", layer="mdt", snapshot="after", permutations=99)
    >>> found["quantity"].iloc[1]
    'cug_expected'
    """
    from sna.contrast import resolve_contrast
    from sna.relate import cug as chancing

    return chancing(
        study,
        listed(metrics),
        given=given,
        layers=named(layer),
        snapshots=named(snapshot),
        contrast=resolve_contrast(study, contrast_of(by)),
        permutations=permutations,
        seed=seed,
    ).frame()
