"""Network inference by name for notebooks: QAP, MRQAP, CUG, vertex bootstrap and permutation ANOVA, as plain tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api import Names, contrast_of, listed
from sna.model import Contrast, Study

if TYPE_CHECKING:
    import pandas as pd

    from sna.infer import Given


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
        of r itself. ``NaN`` where one of the two does not vary.

    Raises
    ------
    UsageError, NoResultError
        If a term cannot be read or names what does not exist, or there are too many relabellings for ``exact``.

    Examples
    --------
    >>> import sna
    >>> found = sna.qap(sna.load("centralised-surgery"), "mdt", "joint_roles", snapshot="after")
    >>> found["quantity"].tolist()
    ['qap_correlation', 'qap_correlation_plain']
    """
    from sna.relate import qap as correlating

    return correlating(
        study, layer, other, snapshots=_names(snapshot), permutations=permutations, exact=exact, seed=seed
    ).frame()


def mrqap(
    study: Study,
    formula: str,
    *,
    snapshot: Names = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
    model: str = "linear",
) -> pd.DataFrame:
    """Say which ties and attributes go with a layer when the others are held constant.

    Parameters
    ----------
    study
        A study from `load`.
    formula
        ``RESPONSE ~ TERM + TERM``, for example ``advice ~ friendship + same(sector) + sender(centre=specialist)``.
        Terms: ``LAYER``, ``strength(LAYER)``, ``LAYER@SNAPSHOT``, ``same(COLUMN)``, ``ends(COLUMN=VALUE)``,
        ``sender(COLUMN=VALUE)``, ``receiver(COLUMN=VALUE)``; of numbers ``sender(COLUMN)``, ``receiver(COLUMN)`` and
        ``distance(COLUMN)``; ``km()``, kilometres between organisations with latitude and longitude.
    snapshot, permutations, exact, seed
        As for `qap`; ``exact`` for up to 10 organisations.
    model
        ``linear``, or ``logit`` for the odds that there is a tie.

    Returns
    -------
    DataFrame
        Findings: ``mrqap_r_squared``, ``mrqap_intercept``, and for each term ``mrqap_coefficient``, ``mrqap_t`` and
        ``mrqap_t_robust`` with p by double semi-partialling. Of the logistic model ``mrqap_logit_log_likelihood``,
        ``mrqap_logit_intercept``, and for each term ``mrqap_logit_coefficient``, ``mrqap_logit_odds_ratio``,
        ``mrqap_logit_z`` and ``mrqap_logit_z_robust``.

    Raises
    ------
    UsageError, NoResultError
        As for `qap`.

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
        snapshots=_names(snapshot),
        permutations=permutations,
        exact=exact,
        seed=seed,
        model=model,
    ).frame()


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
    study
        A study from `load`.
    metrics
        Ids of metrics of the network.
    given
        What chance networks share with it: ``size``, ``edges`` (size and number of ties) or ``dyads`` (and how many
        pairs are mutual, one-way and empty).
    by
        Groups, for metrics that need them; as for `anova`.
    layer, snapshot
        Names to keep; all where none is named.
    permutations, seed
        Number of chance networks, and where they come from.

    Returns
    -------
    DataFrame
        Findings: ``cug`` with its p, ``cug_expected`` with the middle 95 % of chance, and the shares of chance networks
        ``cug_at_or_above`` and ``cug_at_or_below``.

    Raises
    ------
    UsageError, NoResultError
        If a metric, layer or snapshot does not exist, or a metric has no value on any layer.

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
        layers=_names(layer),
        snapshots=_names(snapshot),
        contrast=resolve_contrast(study, contrast_of(by)),
        permutations=permutations,
        seed=seed,
    ).frame()


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
    study
        A study from `load`.
    metrics
        ``density``, ``mean_degree`` or ``mean_strength``; other metrics get no interval, with the reason.
    layer, snapshot
        Names to keep; all where none is named.
    permutations, seed
        Number of resamples, and where they come from.

    Returns
    -------
    DataFrame
        Findings: ``bootstrap`` with its 95 % interval, and ``bootstrap_standard_error``.

    Raises
    ------
    UsageError
        If a metric, layer or snapshot does not exist.

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
        layers=_names(layer),
        snapshots=_names(snapshot),
        permutations=permutations,
        seed=seed,
    ).frame()


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
    study
        A study from `load`.
    metrics, layer, snapshot
        Names to keep; all where none is named.
    by
        Column, ``COLUMN=GROUP,OTHER`` or a `Contrast`; the study's first contrast where none is named.
    permutations, exact, seed
        As for `qap`, of splits of the labels: a random sample stands for more than 200,000.

    Returns
    -------
    DataFrame
        Findings: ``anova_f`` and ``anova_eta_squared`` with p by label permutation.

    Raises
    ------
    UsageError, NoResultError
        If there are no groups, or a column, metric, layer or snapshot does not exist; if a metric has no result, or
        there are too many splits for ``exact``.

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
        metrics=_names(metrics),
        layers=_names(layer),
        snapshots=_names(snapshot),
        permutations=permutations,
        exact=exact,
        seed=seed,
    ).frame()


def ergm(study: Study, formula: str, *, snapshot: Names = (), seed: int = 0) -> pd.DataFrame:
    """Fit an exponential random graph model; needs the package ergmx, which ``pip install 'sna[ergm]'`` brings.

    Parameters
    ----------
    study
        A study from `load`.
    formula
        ``LAYER ~ TERM + TERM``, for example ``mdt ~ edges + mutual + nodematch(centre)``. Terms: ``edges``, ``mutual``,
        ``triangle``, ``gwesp(DECAY)``, ``nodematch(COLUMN)``, ``nodefactor(COLUMN=VALUE)``,
        ``nodeofactor(COLUMN=VALUE)``, ``nodeifactor(COLUMN=VALUE)``.
    snapshot
        Names to keep; all where none is named.
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

    Examples
    --------
    >>> import sna
    >>> study = sna.load("centralised-surgery")
    >>> found = sna.ergm(study, "mdt ~ edges + nodematch(centre)", snapshot="after")  # doctest: +SKIP
    >>> found["other"].tolist()[::2]  # doctest: +SKIP
    ['edges', 'nodematch(centre)', '']
    """
    from sna.relate import ergm as fitting

    return fitting(study, formula, snapshots=_names(snapshot), seed=seed).frame()


def _names(names: Names) -> tuple[str, ...] | None:
    """Return names, or nothing where all are meant."""
    return listed(names) or None


__all__ = ["anova", "cug", "ergm", "mrqap", "qap", "vertex_bootstrap"]
