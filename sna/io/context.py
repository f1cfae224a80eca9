"""What surrounds the ties: coded indicators of collaboration, and what happened when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from sna.errors import Problem, nearest
from sna.io.headings import fold
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown
from sna.model.snapshots import Snapshots

if TYPE_CHECKING:
    import pandas as pd

INDICATORS = (
    "goals",
    "client-centred orientation",
    "mutual acquaintanceship",
    "trust",
    "centrality (governance)",
    "leadership",
    "support for innovation",
    "connectivity",
    "formalisation",
    "information exchange",
)
"""Indicators of collaboration, in their order (D'Amour et al. 2008, doi:10.1186/1472-6963-8-188)."""
_LOWEST, _HIGHEST = 1, 5
"""Levels are 1 to 3 (latent, developing, active) or, finer, 1 to 5."""


def check_context(tables: Mapping[str, ReadTable], snapshots: Snapshots) -> list[Problem]:
    """Return what is wrong, or worth saying, of indicators and of the timeline.

    Parameters
    ----------
    tables
        All that could be read.
    snapshots
        Of the study: an indicator is of one of them, or of none.
    """
    problems: list[Problem] = []
    if "indicators" in tables:
        coded = tables["indicators"]
        problems += [*_levels(coded), *_names(coded), *_scopes(coded, tables), *_snapshots(coded, snapshots)]
    return problems + (_undated(tables["timeline"]) if "timeline" in tables else [])


def _levels(coded: ReadTable) -> list[Problem]:
    levels = coded.facts.frame["level"]
    wrong = levels[levels.notna() & ((levels % 1 != 0) | (levels < _LOWEST) | (levels > _HIGHEST))]
    expected = "a whole number from 1 to 3 (latent, developing, active), or from 1 to 5"
    message = "This is no level of an indicator."
    return capped(
        [
            coded.problem("E323", message, int(str(line)), "level", value=f"{level:g}", expected=expected)
            for line, level in wrong.items()
        ]
    )


def _names(coded: ReadTable) -> list[Problem]:
    known = {fold(name): name for name in INDICATORS}
    # The name of the indicator alone is as good as the one that keeps it apart from centrality in networks.
    known |= {fold(name.partition(" (")[0]): name for name in INDICATORS}
    cells = coded.facts.frame["indicator"].dropna()
    odd = cells[~cells.map(lambda cell: fold(cell) in known)]
    return _unusual(coded, "indicator", odd, "none of the ten indicators of collaboration", INDICATORS)


def _scopes(coded: ReadTable, tables: Mapping[str, ReadTable]) -> list[Problem]:
    frame = coded.facts.frame
    if "scope" not in frame.columns:
        return []
    known = {"network"}
    for table in tables.values():
        for column in ("pathway", "profession", *(("organisation",) if table.facts.name == "organisations" else ())):
            if column in table.facts.frame.columns:
                known.update(table.facts.frame[column].dropna())
    cells = frame["scope"].dropna()
    what = "neither 'network' nor an organisation, a profession or a pathway of this study"
    return _unusual(coded, "scope", cells[~cells.isin(known)], what, known)


def _unusual(
    coded: ReadTable, column: str, cells: pd.Series[str], what: str, known: tuple[str, ...] | set[str]
) -> list[Problem]:
    """Return one problem for every value that is not a usual one, at its first row."""
    first: dict[str, int] = {}
    for line, cell in cells.items():
        first.setdefault(cell, int(str(line)))
    return capped(
        [
            coded.problem("W324", f"This is {what}; kept as it is.", line, column, value=shown(cell), hint=near)
            for cell, line in first.items()
            for near in [nearest(cell, known)]
        ]
    )


def _snapshots(coded: ReadTable, snapshots: Snapshots) -> list[Problem]:
    frame = coded.facts.frame
    if "snapshot" not in frame.columns:
        return []
    outside = frame["snapshot"].notna() & ~frame["snapshot"].isin(snapshots.names)
    if not outside.any():
        return []
    many = int(outside.sum())
    message = f"{many} {'row is' if many == 1 else 'rows are'} of no snapshot of the study."
    line = int(frame.index[outside.to_numpy()][0])
    value = shown(str(frame.loc[line, "snapshot"]))
    return [coded.problem("W509", message, line, "snapshot", value=value, hint=nearest(value, snapshots.names))]


def _undated(timeline: ReadTable) -> list[Problem]:
    frame = timeline.facts.frame
    blank = np.ones(len(frame), dtype=bool)
    for column in ("date", "start", "end"):
        if column in timeline.spoiled:
            return []
        if column in frame.columns:
            blank &= frame[column].isna().to_numpy()
    expected = "a date, or a start or an end"
    message = "This event has no date."
    return capped(
        [
            timeline.problem("E515", message, int(line), value=shown(str(frame.loc[line, "label"])), expected=expected)
            for line in frame.index[blank]
        ]
    )
