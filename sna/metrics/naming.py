"""What to answer where a metric is called by a name that is none: its id, those of its kind, or the nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sna.errors import nearest
from sna.model import MetricRecord

_USUAL = {
    "centrality": ("degree", "in_degree", "strength", "betweenness", "closeness", "harmonic_closeness", "eigenvector"),
    "power": ("in_degree", "bonacich_power", "betweenness"),
    "influence": ("in_degree", "eigenvector", "pagerank", "katz"),
    "importance": ("degree", "strength", "eigenvector", "pagerank"),
    "brokers": ("betweenness", "constraint", "effective_size"),
    **dict.fromkeys(
        ("cases", "weight", "weights", "patients", "referrals", "volume", "minutes"),
        ("strength", "in_strength", "out_strength"),
    ),
}
"""Words that people use → metrics they mean by them, as far as there are such."""
_SHORTEST, _MOST = 4, 8


def metric_meant(name: str, known: Mapping[str, MetricRecord], others: Sequence[str] = ()) -> str:
    """Return a sentence that names the metric that is meant, or those that may be.

    Parameters
    ----------
    name
        What was written.
    known
        The metrics that would have been understood.
    others
        Further names that would have been, such as parts.
    """
    words = _plain(name)
    by_label = sorted(record.name for record in known.values() if _plain(record.label) == words)
    if by_label:
        return f"Write its id: '{by_label[0]}'."
    close = nearest(name, [*known, *others])
    usual = [metric for metric in _USUAL.get(words, ()) if metric in known]
    of_kind = sorted(record.name for record in known.values() if _has(record, words))
    listed = usual or ([] if close.startswith("Did") else of_kind)
    if listed:
        return f"Metrics of that kind: {', '.join(listed[:_MOST])}. 'sna metrics' lists all."
    return close if close.startswith("Did") else f"{close} 'sna metrics' lists all."


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").lower().split())


def _has(record: MetricRecord, words: str) -> bool:
    return len(words) >= _SHORTEST and (words in _plain(record.name) or words in _plain(record.label))
