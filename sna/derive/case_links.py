"""Cases listed at meetings → who waits for whom; decisions → who had a part in them."""

from __future__ import annotations

import numpy as np

from sna.derive import fates
from sna.derive.columns import blank, dates, is_in, texts
from sna.derive.fates import Selection, Sieve
from sna.derive.windows import Days, happened_in
from sna.model import Filters, LayerRule, Snapshot, Study


def case_rows(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    """Return the rows of cases that count in a snapshot, from the waiting to the responsible organisation.

    A row happens on the day of its meeting. One without a responsible organisation is set aside: nobody is waited for.
    """
    import pandas as pd

    frame = study.tables[rule.table].frame
    meetings = study.tables["meetings"].frame
    place = pd.Index(meetings["meeting"]).get_indexer(pd.Index(frame["meeting"]))
    day, pathway = dates(meetings, "date")[place], texts(meetings, "pathway")[place]
    sieve = Sieve(frame.assign(to_organisation=texts(frame, "responsible"), share=1.0))
    _narrow(sieve, rule, "missing_item")
    if "pathway" in filters:
        sieve.drop(~is_in(pathway, filters["pathway"]), fates.FILTERED)
    _when(sieve, day, snapshot)
    return sieve.drop(blank(texts(frame, "responsible")), fates.NOBODY_RESPONSIBLE).selection()


def decision_rows(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    """Return the rows of decisions that count in a snapshot; of documents or topics, those that name one."""
    frame = study.tables[rule.table].frame
    sieve = Sieve(frame)
    _narrow(sieve, rule, "action")
    if "pathway" in filters:
        sieve.drop(~is_in(texts(frame, "pathway"), filters["pathway"]), fates.FILTERED)
    if "date" in frame.columns:
        _when(sieve, dates(frame, "date"), snapshot)
    return sieve.drop(blank(texts(frame, rule.through)), fates.NOTHING_SHARED).selection()


def _narrow(sieve: Sieve, rule: LayerRule, column: str) -> None:
    if rule.only:
        sieve.drop(np.asarray(texts(sieve.frame, column) != rule.only, dtype=bool), fates.OTHER_LAYER)


def _when(sieve: Sieve, day: Days, snapshot: Snapshot) -> None:
    if not (snapshot.start is None and snapshot.end is None):
        sieve.drop(np.isnat(day), fates.UNDATED)
    sieve.drop(~happened_in(day, snapshot), fates.OUTSIDE)
