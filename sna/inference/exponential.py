"""Exponential random graph models, by an optional package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api import Names, named
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd


def ergm(study: Study, formula: str, *, snapshot: Names = (), seed: int = 0) -> pd.DataFrame:
    """Fit an exponential random graph model; needs the package ergmx, which ``pip install 'sna[ergm]'`` brings.

    Parameters
    ----------
    study, snapshot
        As for `sna.measure`.
    formula
        ``LAYER ~ TERM + TERM``, for example ``mdt ~ edges + mutual + nodematch(centre)``. Terms: ``edges``, ``mutual``,
        ``triangle``, ``gwesp(DECAY)``, ``nodematch(COLUMN)``, ``nodefactor(COLUMN=VALUE)``,
        ``nodeofactor(COLUMN=VALUE)``, ``nodeifactor(COLUMN=VALUE)``.
    seed
        Where simulated networks come from.

    Returns
    -------
    DataFrame
        Findings: for each term ``ergm_coefficient`` (log-odds of a tie) and ``ergm_standard_error`` as the model has
        it, without p: it would hold only if the terms said all that makes organisations differ. ``NaN`` where there is
        no estimate, with the reason.

    Raises
    ------
    UsageError, NoResultError
        If the formula cannot be read or names what does not exist, or ergmx is not installed.

    References
    ----------
    Hunter, Handcock, Butts, Goodreau & Morris (2008), doi:10.18637/jss.v024.i03

    Examples
    --------
    >>> import sna
    >>> study = sna.load("centralised-surgery")
    >>> found = sna.ergm(study, "mdt ~ edges + nodematch(centre)", snapshot="after")  # doctest: +SKIP
    >>> found["other"].tolist()[::2]  # doctest: +SKIP
    ['edges', 'nodematch(centre)', '']
    """
    from sna.relate import ergm as fitting

    return fitting(study, formula, snapshots=named(snapshot), seed=seed).frame()
