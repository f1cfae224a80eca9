"""Snapshots against snapshots, and studies against studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api.asked import Names, named, units_of
from sna.model import Study
from sna.model.roster import ORGANISATIONS

if TYPE_CHECKING:
    import pandas as pd


def compare(  # noqa: PLR0913
    study: Study,
    other: Study | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
    metrics: Names = (),
    layer: Names = (),
    seed: int = 0,
    of: str = ORGANISATIONS,
) -> pd.DataFrame:
    """Say what changed between snapshots, or between two studies.

    Parameters
    ----------
    study
        A study from `load`; the earlier one where two are given.
    other
        The later study, snapshots paired by order.
    before, after
        Names of two snapshots; each snapshot and the next where none is named.
    metrics, layer, of
        As for `measure`.
    seed
        Of random exchanges, where there are too many to try all.

    Returns
    -------
    DataFrame
        Findings: ties kept, gained, lost, stronger and weaker, Jaccard, rates with intervals, who joined and left, who
        moved in rank and role, and the change of every metric, in its unit, with its two parts (other organisations;
        the same ones tied differently), with p and interval where a test is known to hold. What is undefined on either
        side is ``NaN``; no rows where there is one snapshot only. docs/comparing.md has every quantity, and its source.

    Raises
    ------
    UsageError
        If a snapshot, metric or layer does not exist.

    Examples
    --------
    >>> import sna
    >>> found = sna.compare(sna.load("centralised-surgery"), before="before", after="after", layer="mdt")
    >>> found["quantity"].iloc[0]
    'ties_kept'
    """
    from sna.change import compare as comparing

    return comparing(
        units_of(study, of),
        units_of(other, of) if other else None,
        before=before,
        after=after,
        metrics=named(metrics),
        layers=named(layer),
        seed=seed,
    ).frame()


def network_distances(
    study: Study,
    other: Study | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
    metrics: Names = (),
    layer: Names = (),
) -> pd.DataFrame:
    """Say how far apart the networks of every two snapshots are, or those of two studies.

    Parameters
    ----------
    study, other, before, after, layer
        As for `compare`; every snapshot is held against every other.
    metrics
        Of ``portrait_divergence``, ``netsimile``, ``deltacon``, ``laplacian`` and ``normalised_laplacian``; all where
        none is named.

    Returns
    -------
    DataFrame
        Findings: ``distance`` rows, 0 where two networks are the same; larger is further apart, and only numbers of one
        metric can be set against each other (``method`` says how far each can go). No p.

    Raises
    ------
    UsageError
        If a snapshot, distance or layer does not exist.

    References
    ----------
    Bagrow & Bollt (2019), doi:10.1007/s41109-019-0156-x. Berlingerio et al. (2012), arXiv:1209.2684. Koutra et al.
    (2016), doi:10.1145/2824443. Wills & Meyer (2020), doi:10.1371/journal.pone.0228728

    Examples
    --------
    >>> import sna
    >>> found = sna.network_distances(sna.load("centralised-surgery"), metrics="deltacon", layer="mdt")
    >>> len(found)
    3
    """
    from sna.change import network_distances as apart

    return apart(study, other, before=before, after=after, metrics=named(metrics), layers=named(layer)).frame()
