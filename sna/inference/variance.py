"""Several groups at once: permutation ANOVA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api import Names, contrast_of, named
from sna.model import Contrast, Study

if TYPE_CHECKING:
    import pandas as pd


def anova(  # noqa: PLR0913
    study: Study,
    metrics: Names = (),
    *,
    by: str | Contrast | None = None,
    layer: Names = (),
    snapshot: Names = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
) -> pd.DataFrame:
    """Say whether two or more groups of organisations differ on a metric at all.

    Parameters
    ----------
    study, metrics, by, layer, snapshot
        As for `sna.asymmetry`.
    permutations, exact, seed
        Size and seed of a random sample of splits of the labels, which stands for more than 200,000 unless ``exact``.

    Returns
    -------
    DataFrame
        Findings: ``anova_f`` and ``anova_eta_squared`` (a share, 0 to 1) with p by label permutation. ``NaN`` where
        undefined, with a note why.

    Raises
    ------
    UsageError, NoResultError
        If there are no groups, or a column, metric, layer or snapshot does not exist; if a metric has no result, or
        there are too many splits for ``exact``.

    References
    ----------
    Manly (2007), Randomization, bootstrap and Monte Carlo methods in biology. Phipson & Smyth (2010),
    doi:10.2202/1544-6115.1585

    Examples
    --------
    >>> import sna
    >>> found = sna.anova(sna.load("centralised-surgery"), "in_degree", layer="mdt", snapshot="after")
    >>> bool(found["p"].iloc[0] < 0.05)
    True
    """
    from sna.contrast import anova as contrasting

    return contrasting(
        study,
        by=contrast_of(by),
        metrics=named(metrics),
        layers=named(layer),
        snapshots=named(snapshot),
        permutations=permutations,
        exact=exact,
        seed=seed,
    ).frame()
