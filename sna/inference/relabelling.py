"""Networks against networks and attributes, by relabelling: QAP and MRQAP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api import Names, named
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd


def qap(
    study: Study,
    layer: str,
    other: str,
    *,
    snapshot: Names = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
) -> pd.DataFrame:
    """Say whether two kinds of tie go together.

    Parameters
    ----------
    study
        A study from `load`.
    layer, other
        Two layers; also ``strength(LAYER)``, ``LAYER@SNAPSHOT``, ``same(COLUMN)`` and the other terms of `mrqap`.
    snapshot
        Names to keep; all where none is named.
    permutations, exact, seed
        Size and seed of a random sample of relabellings, which stands for all above 9 organisations unless ``exact``,
        which goes up to 12.

    Returns
    -------
    DataFrame
        Findings: ``qap_correlation``, r with the p of the studentised test, and ``qap_correlation_plain``, r with the p
        of r itself, from −1 to 1. ``NaN`` where one of the two does not vary.

    Raises
    ------
    UsageError, NoResultError
        If a term cannot be read or names what does not exist, or there are too many relabellings for ``exact``.

    References
    ----------
    Krackhardt (1988), doi:10.1016/0378-8733(88)90004-4. Shi & Ding (2024), arXiv:2411.00947

    Examples
    --------
    >>> import sna
    >>> found = sna.qap(sna.load("centralised-surgery"), "mdt", "joint_roles", snapshot="after")
    >>> found["quantity"].tolist()
    ['qap_correlation', 'qap_correlation_plain']
    """
    from sna.relate import qap as correlating

    return correlating(
        study, layer, other, snapshots=named(snapshot), permutations=permutations, exact=exact, seed=seed
    ).frame()


def mrqap(  # noqa: PLR0913
    study: Study,
    formula: str,
    *,
    snapshot: Names = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
    model: str = "linear",
    robust: bool = True,
) -> pd.DataFrame:
    """Say which ties and attributes go with a layer when the others are held constant.

    Parameters
    ----------
    study, snapshot, permutations, seed
        As for `qap`.
    formula
        ``RESPONSE ~ TERM + TERM``, for example ``advice ~ friendship + same(sector) + sender(centre=specialist)``.
        Terms: ``LAYER``, ``strength(LAYER)``, ``LAYER@SNAPSHOT``, ``same(COLUMN)``, ``ends(COLUMN=VALUE)``,
        ``sender(COLUMN=VALUE)``, ``receiver(COLUMN=VALUE)``; of numbers ``sender(COLUMN)``, ``receiver(COLUMN)`` and
        ``distance(COLUMN)``; ``km()``, kilometres between organisations with latitude and longitude.
    exact
        As for `qap`, for up to 10 organisations.
    model
        ``linear``, or ``logit`` for the odds that there is a tie.
    robust
        Whether a linear model gives ``mrqap_t_robust``, too: most of the time goes into it.

    Returns
    -------
    DataFrame
        Findings: ``mrqap_r_squared``, ``mrqap_intercept``, and for each term ``mrqap_coefficient``, ``mrqap_t`` and
        ``mrqap_t_robust`` with p by double semi-partialling. Coefficients are in the response's unit for a unit of the
        term. Of the logistic model ``mrqap_logit_log_likelihood``, ``mrqap_logit_intercept``, and for each term
        ``mrqap_logit_coefficient`` (log-odds), ``mrqap_logit_odds_ratio``, ``mrqap_logit_z`` and
        ``mrqap_logit_z_robust``. ``NaN`` where a term does not vary, is a combination of others, or nothing is left to
        explain.

    Raises
    ------
    UsageError, NoResultError
        As for `qap`.

    References
    ----------
    Dekker, Krackhardt & Snijders (2007), doi:10.1007/s11336-007-9016-1

    Examples
    --------
    >>> import sna
    >>> study = sna.load("centralised-surgery")
    >>> found = sna.mrqap(study, "mdt ~ joint_roles + same(centre)", snapshot="after", permutations=99)
    >>> found["quantity"].iloc[0]
    'mrqap_r_squared'
    """
    from sna.relate import mrqap as regressing

    return regressing(
        study,
        formula,
        snapshots=named(snapshot),
        permutations=permutations,
        exact=exact,
        seed=seed,
        model=model,
        robust=robust,
    ).frame()
