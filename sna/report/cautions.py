"""What is said once, at the foot of an output, about all of its p."""

from __future__ import annotations

from collections.abc import Iterable

from sna.infer import how_sampled
from sna.model import Findings


def how_p_was_had(found: Iterable[Findings]) -> str:
    """Say whether the p of an output are exact or from random samples, with their largest error; empty without p.

    Examples
    --------
    >>> row = {"layer": "trust", "snapshot": "all", "quantity": "qap_correlation", "value": 0.4, "p": 0.002}
    >>> how_p_was_had([Findings.of([{**row, "method": "exact, all 720 relabellings"}], {})])
    'Every p is exact: all possible ways were gone through.'
    """
    tables = [findings.table for findings in found]
    return how_sampled(method for table in tables for method in table.loc[table["p"].notna(), "method"].astype(str))
