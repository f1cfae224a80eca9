"""How sure density and mean degree are as statements about organisations of this kind: vertex bootstrap."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from sna.engines import as_matrix, as_presence
from sna.infer import bootstrap_vertices, noise_interval
from sna.metrics import catalogue, compute_parts
from sna.metrics.results import why_not
from sna.model import Findings, MetricRecord, Network, Study
from sna.relate.chance import network_metrics
from sna.relate.testing import Names, Row, Testing, chosen_layers, chosen_snapshots, joined

TARGET = "other organisations, of which these are a random sample"
MEANS = ("density", "mean_degree", "mean_strength")
"""What the vertex bootstrap is sound for: means over pairs."""
REFUSED = (
    "no interval: copies of an organisation distort all but means over pairs (density, mean_degree, mean_strength)"
)


def vertex_bootstrap(  # noqa: PLR0913
    study: Study,
    metrics: str | Sequence[str] = "density",
    *,
    layers: Names = None,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    permutations: int = 9_999,
    seed: int = 0,
) -> Findings:
    """Give density, mean degree and mean strength standard errors by drawing organisations with replacement.

    Parameters
    ----------
    study
        The study.
    metrics
        ``density``, ``mean_degree`` or ``mean_strength`` (ties sent, as many as received, in units of the layer's
        strength); any other metric of the network has its value and the reason why there is no interval.
    layers, snapshots
        Names; all where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.
    permutations
        Number of resamples.
    seed
        Of everything random.

    Returns
    -------
    Findings
        For each network and metric ``bootstrap`` with its 95 % interval (value ± t(n−1) × standard error, clipped to
        what is possible) and ``bootstrap_standard_error``. It speaks about organisations these could be a sample of;
        where the network is all there are, it says nothing. Undefined where no pair was observed.

    Raises
    ------
    UsageError
        If there is no such metric, layer or snapshot, or the metric is not of networks.

    References
    ----------
    Snijders & Borgatti (1999), Connections 22(2), 161-170

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> study = read_study("centralised-surgery", deriving=DERIVING)
    >>> found = vertex_bootstrap(study, layers="mdt", snapshots="after", permutations=99)
    >>> found.table["quantity"].tolist()
    ['bootstrap', 'bootstrap_standard_error']
    """
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    testing = Testing(permutations, exact=False, seed=seed, filters=filters)
    asked = (metrics,) if isinstance(metrics, str) else tuple(metrics)
    others = [leaf for name in asked if name not in MEANS for leaf in network_metrics(name)]
    means = [name for name in MEANS if name in asked]
    known = catalogue()
    rows: list[Row] = []
    for layer in chosen_layers(study, layers):
        for snapshot in chosen_snapshots(study, snapshots):
            network = study.network(layer, snapshot, **filters)
            for name in means:
                rows += _mean_rows(network, name, testing)
            rows += [_refused_row(network, record) for record in others]
    records = {record.name: record for record in others} | {name: known[name] for name in means if name in known}
    return Findings.of(rows, records)


def _mean_rows(network: Network, metric: str, testing: Testing) -> Iterator[Row]:
    """Yield a mean over pairs with its interval, and its standard error."""
    where = {"layer": network.layer.name, "snapshot": network.snapshot, "metric": metric, "n": network.n}
    cells = as_matrix(network) if metric == "mean_strength" else as_presence(network)
    found = bootstrap_vertices(
        np.where(network.observed, cells, np.nan),
        directed=network.directed,
        resamples=testing.permutations,
        stream=testing.stream("bootstrap", network.layer.name, network.snapshot),
    )
    if found is None:
        yield {**where, "quantity": "bootstrap", "value": math.nan, "target": TARGET, "note": "no pair was observed"}
        return
    scale = 1 if metric == "density" else network.n - 1
    high = math.inf if metric == "mean_strength" else float(scale)
    value, error = found.value * scale, found.error * scale
    ends = noise_interval(value, error, network.n, low=0.0, high=high)
    method = (
        f"vertex bootstrap over {network.pairs} pairs, {found.resamples} resamples; value ± t(n−1) × standard error"
    )
    how = {"target": TARGET, "method": method, "resamples": found.resamples, "seed": testing.seed}
    left = f"{len(network.unobserved)} pairs not observed, left out" if network.unobserved else ""
    flat = "" if error > 0 else "no interval: every resample gives the same"
    row = {"quantity": "bootstrap", "value": value, "low": ends[0], "high": ends[1], "note": joined(flat, left)}
    yield {**where, **how, **row}
    yield {**where, **how, "quantity": "bootstrap_standard_error", "value": error, "note": left}


def _refused_row(network: Network, record: MetricRecord) -> Row:
    """Return the value of a metric that has no interval, where it is for this layer."""
    reason = "it needs groups of organisations" if record.groups else why_not(record, network)
    value = math.nan if reason else float(compute_parts(record.base, network)[record.name])
    undefined = reason or (record.undefined if math.isnan(value) else "")
    where = {"layer": network.layer.name, "snapshot": network.snapshot, "metric": record.name, "n": network.n}
    return {**where, "quantity": "bootstrap", "value": value, "target": TARGET, "note": joined(REFUSED, undefined)}
