"""The headline of every layer with what the test of its change says."""

from __future__ import annotations

from typing import Any

from sna.contrast import Headline, headline
from sna.model import Findings, Study
from sna.report.change_prose import gap_change_sentence
from sna.report.prose import headline_sentences


def changed_headlines(gaps: Findings, changes: Findings, study: Study) -> dict[str, str]:
    """Return, for every layer, its headline and how its difference changed since the snapshot before.

    Parameters
    ----------
    gaps
        From `sna.contrast.asymmetry`.
    changes
        From `sna.change.compare`, with the metrics of the headlines.
    study
        The study.
    """
    sentences = headline_sentences(gaps, study)
    for found in headline(gaps, study):
        moved = gap_change_sentence(changes, found)
        sentences[found.layer] = f"{sentences[found.layer]} {moved}".strip()
    return sentences


def changes_of_headlines(gaps: Findings, study: Study, **how: Any) -> Findings:  # noqa: ANN401 - passed on
    """Test how the difference of every headline changed since the snapshot before; no rows where there is none.

    Parameters
    ----------
    gaps
        From `sna.contrast.asymmetry`.
    study
        The study.
    how
        As `sna.change.compare` takes it: ``by``, ``permutations``, ``seed``, ``pathway``, ``profession``.
    """
    from sna.change import compare

    first = study.snapshots.names[0]
    asked: dict[tuple[str, str], list[Headline]] = {}
    for found in headline(gaps, study):
        if found.snapshot != first and study.network(found.layer, found.snapshot).m:
            asked.setdefault((found.metric, found.snapshot), []).append(found)
    tested = [
        compare(study, after=snapshot, layers=[found.layer for found in of], metrics=metric, **how)
        for (metric, snapshot), of in asked.items()
    ]
    return tested[0].with_rows(*tested[1:]) if tested else Findings.of([], {})
