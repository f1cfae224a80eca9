"""Who led what: chairing and hosting of meetings, proposing and drafting of decisions, counted by organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.derive.columns import Texts, blank, dates, is_in, texts
from sna.derive.towards import chairs, hosts
from sna.derive.windows import happened_in
from sna.lenses.gathered import gathered
from sna.lenses.lens import says
from sna.model import Roster, Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd

Counts = npt.NDArray[np.float64]

LEADERS = {"chairing": ("chair", chairs), "hosting": ("host", hosts)}
"""Way to lead a meeting → the column that says who did, and how that becomes an organisation."""
PROPOSING = ("propose", "draft")


@dataclass(frozen=True, eq=False)
class Led:
    """What was led in one snapshot, in one way.

    Attributes
    ----------
    way
        ``chairing``, ``hosting`` or ``proposing``.
    series
        The series of meetings; empty for all together, and for decisions.
    counts
        How often each organisation of the roster led.
    total
        Meetings held, or acts of proposing and drafting.
    unknown
        Those of which it is not known whose organisation led.
    """

    way: str
    series: str
    counts: Counts
    total: int
    unknown: int

    @property
    def metric(self) -> str:
        """Way, and series if it is of one."""
        return f"{self.way}: {self.series}" if self.series else self.way

    @property
    def known(self) -> int:
        """Number led by an organisation of the roster."""
        return int(self.counts.sum())

    @property
    def outside(self) -> int:
        """Number led by an organisation that is not open in the snapshot."""
        return self.total - self.unknown - self.known


def led_in(study: Study, snapshot: Snapshot, roster: Roster) -> Iterator[Led]:
    """Yield what was led in a snapshot: each way, all series together and then each, where there are several."""
    for way, (column, leads) in LEADERS.items():
        if not says(study.tables.get("meetings"), "meeting", column):
            continue
        gathering, of = gathered(study)[snapshot.name], leads(study)
        lead = np.array([of.get(name) for name in gathering.meetings["meeting"]], dtype=object)
        yield _led(way, "", lead, roster)
        series = gathering.names_of_series
        for name in series if len(series) > 1 else ():
            yield _led(way, name, lead[gathering.of(name)], roster)
    if says(study.tables.get("decisions"), "action"):
        acts = acts_in(study, snapshot)
        first = acts[is_in(texts(acts, "action"), PROPOSING)]
        yield _led("proposing", "", texts(first, "organisation"), roster)


def acts_in(study: Study, snapshot: Snapshot) -> pd.DataFrame:
    """Return the rows of decisions of a snapshot, and of the pathways asked for; all where they have no dates."""
    frame = study.tables["decisions"].frame
    kept = np.ones(len(frame), dtype=bool)
    if "pathway" in study.filters:
        kept &= is_in(texts(frame, "pathway"), study.filters["pathway"])
    if "date" in frame.columns:
        kept &= happened_in(dates(frame, "date"), snapshot)
    return frame[kept]


def _led(way: str, series: str, lead: Texts, roster: Roster) -> Led:
    import pandas as pd

    place = pd.Index(roster.ids, dtype=object).get_indexer(pd.Index(lead, dtype=object))
    counts = np.bincount(place[place >= 0], minlength=len(roster)).astype(np.float64)
    return Led(way, series, counts, len(lead), int(blank(lead).sum()))
