"""How uneven positions are between groups of organisations: every finding of a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sna.contrast.between_share import between_share_rows
from sna.contrast.brokers import brokerage_rows
from sna.contrast.dependence import dependence_rows
from sna.contrast.e_i import e_i_rows
from sna.contrast.flows import net_flow_rows
from sna.contrast.gaps import gap_rows
from sna.contrast.groups import resolve_contrast
from sna.contrast.mixing import mixing_rows
from sna.contrast.partition import Partition
from sna.contrast.partners import partner_rows
from sna.contrast.subjects import Names, Testing, subjects
from sna.model import Contrast, Findings, MetricRecord, Study


def asymmetry(  # noqa: PLR0913
    study: Study,
    *,
    by: str | Contrast | None = None,
    metrics: Names = None,
    layers: Names = None,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
) -> Findings:
    """Compare groups of organisations on every metric, and ties within and between them.

    Parameters
    ----------
    study
        The study.
    by
        A column of organisations, or a contrast; the study's first contrast if left out.
    metrics, layers, snapshots
        Names of what to compare; all where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.
    permutations
        Size of a random sample of splits of the labels, where there are more than 200,000 of them.
    exact
        Go through all splits even then.
    seed
        Of everything random.

    Returns
    -------
    Findings
        By layer and snapshot. For each metric: ``mean``, ``median`` and ``share`` of every group, in the metric's unit
        and as part of the total over all organisations; for each pair of groups ``difference`` (group − other, with p
        and, where ties can be taken as varying one by one, a 95 % interval), ``ratio`` where both means are at least 1,
        and ``cliffs_delta``; ``between_share`` of the inequality of degree, strength and betweenness. For each network
        ``mixing`` from ``group`` to ``other``, ``net_flow``, ``e_i_index``, ``brokerage``, ``routes_through``,
        ``pairs_reaching``, ``strongest_partner`` and what labels dealt at random would give (``…_expected``):
        `sna.contrast.quantities` says of each what it is, its values, when it is undefined and its source. No rows
        where the study has no contrast. p is empty where a group has one member or no p below .05 could have come
        out. ``p_adjusted`` corrects for the metrics, cells, groups or roles tested together; the metric declared in
        advance is not corrected. Significance is in p: the interval answers another question.

    Raises
    ------
    DataError
        If the study declares a metric in advance on which groups cannot be compared.
    UsageError
        If there is no such column, group, metric, layer or snapshot.
    NoResultError
        If a metric that was named has no result, or ``exact`` is asked for and there are too many splits.

    References
    ----------
    Cliff (1993), doi:10.1037/0033-2909.114.3.494. Krackhardt & Stern (1988), doi:10.2307/2786835. Phipson & Smyth
    (2010), doi:10.2202/1544-6115.1585

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> from sna.model import Deriving, LayerRule, Network, Snapshot, Snapshots
    >>> network = sketch("A>C B>C D>C A>D B>D E>D E>C")
    >>> centres = dict(zip("ABCDE", ["local", "local", "hub", "hub", "local"], strict=True))
    >>> made = Network(network.roster.with_attribute("centre", centres), network.layer, network.ties)
    >>> study = Study("example", "", made.roster, {}, Snapshots((Snapshot("all"),)),
    ...     {"sketch": LayerRule("sketch", "links")}, (Contrast("centre", ("hub", "local")),),
    ...     Deriving(lambda *_: made, lambda *_: None))
    >>> found = asymmetry(study, metrics="in_degree").frame()
    >>> found.loc[found["quantity"] == "difference", ["value", "p_min", "note"]].values.tolist()
    [[3.5, 0.1, 'no p: with these values it cannot be below 0.1']]
    """
    contrast = resolve_contrast(study, by)
    if contrast is None:
        return Findings.of([], {})
    testing = Testing(permutations, exact, seed)
    rows: list[Mapping[str, Any]] = []
    records: dict[str, MetricRecord] = {}
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    found = subjects(study, contrast, metrics=metrics, layers=layers, snapshots=snapshots, filters=filters)
    for subject in found:
        primary = study.primary_of(subject.network.layer.name)
        rows += gap_rows(subject, primary, testing)
        rows += between_share_rows(subject, primary, testing)
        partition = Partition.of(subject, testing)
        for of_ties in (mixing_rows, e_i_rows, net_flow_rows, brokerage_rows, dependence_rows, partner_rows):
            rows += of_ties(partition)
        records |= subject.records
    return Findings.of(rows, records).worded(study.roster.kind)
