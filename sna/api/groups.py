"""Groups against groups: how uneven positions are, and whether the gap holds under other choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api.asked import Names, contrast_of, listed, named, units_of
from sna.model import Contrast, Study
from sna.model.roster import ORGANISATIONS

if TYPE_CHECKING:
    import pandas as pd

    from sna.robustness import Sensitivity


def asymmetry(
    study: Study,
    *,
    by: str | Contrast | None = None,
    metrics: Names = (),
    layer: Names = (),
    snapshot: Names = (),
    seed: int = 0,
    of: str = ORGANISATIONS,
) -> pd.DataFrame:
    """Say how uneven positions are between groups of organisations, and how sure one can be.

    Parameters
    ----------
    study, metrics, layer, snapshot, of
        As for `measure`.
    by
        Column, ``COLUMN=GROUP,OTHER`` or a `Contrast`; the study's first contrast where none is named.
    seed
        For Monte Carlo permutations; exact ones need none.

    Returns
    -------
    DataFrame
        Findings: means, shares, differences and Cliff's delta with their permutation p, mixing and E-I index; none of
        them if the study has no contrast. Means and differences are in the unit of the metric, shares from 0 to 1;
        what is undefined is ``NaN`` with a note why. Where neither a metric nor a layer is named, what the facts say of
        power as well: the lenses of who attends, who leads, who is left out, who has a voice and who is said to have
        influence.

    Raises
    ------
    UsageError
        If a column, metric, layer or snapshot does not exist.
    NoResultError
        If a metric that was named has no result.

    References
    ----------
    Cliff (1993), doi:10.1037/0033-2909.114.3.494. Krackhardt & Stern (1988), doi:10.2307/2786835. Phipson & Smyth
    (2010), doi:10.2202/1544-6115.1585

    Examples
    --------
    >>> import sna
    >>> found = sna.asymmetry(sna.load("centralised-surgery"), metrics="in_degree", layer="mdt", snapshot="after")
    >>> {"difference", "cliffs_delta", "net_flow"} <= set(found["quantity"])
    True
    """
    from sna.contrast import asymmetry as contrasting
    from sna.lenses import of_power, see

    study = units_of(study, of)
    groups = contrast_of(by)
    found = contrasting(
        study,
        by=groups,
        metrics=named(metrics),
        layers=named(layer),
        snapshots=named(snapshot),
        seed=seed,
    )
    if not (metrics or layer):
        kept = study.narrowed(snapshots=listed(snapshot)) if snapshot else study
        lenses = of_power(kept)
        found = found.with_rows(*see(kept, lenses, by=groups, seed=seed).values()) if lenses else found
    return found.frame()


def sensitivity(
    study: Study,
    *,
    by: str | Contrast | None = None,
    metric: str = "",
    layer: Names = (),
    snapshot: Names = (),
    seed: int = 0,
) -> Sensitivity:
    """Ask whether the headline's gap between two groups holds under other reasonable choices.

    Parameters
    ----------
    study, by
        As for `asymmetry`.
    metric
        Id of a metric of organisations; the one declared in advance, or the usual one, where none is named.
    layer, snapshot
        Names to keep; all layers, at the last snapshot, where none is named.
    seed
        For Monte Carlo permutations, and for what is lost at random.

    Returns
    -------
    Sensitivity
        ``frame()``: one row a choice, with the gap (in the unit of the metric), its p and what it says beside the gap
        as reported; ``NaN`` where undefined, with a note why. ``stability.frame()``: how far ranks are kept when
        organisations or ties are lost. Empty if the study has no contrast.

    Raises
    ------
    UsageError
        If a column, metric, layer or snapshot does not exist.
    NoResultError
        If the metric is for none of the layers.

    References
    ----------
    Steegen et al. (2016), doi:10.1177/1745691616658637. Simonsohn, Simmons & Nelson (2020),
    doi:10.1038/s41562-020-0912-z

    Examples
    --------
    >>> import sna
    >>> found = sna.sensitivity(sna.load("centralised-surgery"), layer="mdt").frame()
    >>> found.loc[found["family"] == "threshold", "verdict"].tolist()
    ['holds', 'holds', 'holds', 'cannot tell']
    """
    from sna.robustness import sensitivity as rerunning

    return rerunning(
        study,
        by=contrast_of(by),
        metric=metric,
        layers=named(layer),
        snapshots=named(snapshot),
        seed=seed,
    )
