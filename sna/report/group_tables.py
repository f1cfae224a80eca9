"""Tables on ties between groups for readers: every value beside what chance labels give, and its p."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sna.contrast import said
from sna.draw.wording import number
from sna.model import Contrast, Findings
from sna.report.group_prose import ROLES
from sna.report.tables import NOT_AVAILABLE, REFUSED, cell, p_cell

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Hashable, Any]


def _rows(findings: Findings, layer: str, snapshot: str) -> list[Row]:
    table = findings.table
    return list(table[(table["layer"] == layer) & (table["snapshot"] == snapshot)].to_dict("records"))


def _by(rows: Sequence[Row], quantity: str, *columns: str) -> dict[tuple[str, ...], Row]:
    return {tuple(row[column] for column in columns): row for row in rows if row["quantity"] == quantity}


def _value(found: dict[tuple[str, ...], Row], key: tuple[str, ...]) -> str:
    return cell(found[key]["value"]) if key in found else cell(math.nan)


def tested_cells(row: Row, expected: Row | None) -> dict[str, str]:
    """Return value, expectation and both p of a finding as cells."""
    undefined = math.isnan(row["value"])
    return {
        "value": cell(row["value"]),
        "expected": cell(expected["value"] if expected else math.nan),
        "p": p_cell(row["p"], NOT_AVAILABLE if undefined else REFUSED),
        "p, corrected": p_cell(row["p_adjusted"], NOT_AVAILABLE),
    }


def mixing_table(findings: Findings, *, layer: str, snapshot: str, contrast: Contrast) -> pd.DataFrame:
    """Return group × group: ties, how many labels dealt at random give, p, and the share of possible ties."""
    import pandas as pd

    rows = [row for row in _rows(findings, layer, snapshot) if row["quantity"].startswith("mixing")]
    ties, expected = (_by(rows, quantity, "metric", "group", "other") for quantity in ("mixing", "mixing_expected"))
    order = {said(group): place for place, group in enumerate(contrast.groups)}
    pairs = sorted({key[1:] for key in ties}, key=lambda pair: tuple(order.get(group, len(order)) for group in pair))
    found = []
    for group, other in pairs:
        row = ties["ties", group, other]
        cells = tested_cells(row, expected.get(("ties", group, other)))
        shown = {"from": group, "to": other, "ties": cells.pop("value"), **cells}
        found.append(shown | {"share of possible": _value(ties, ("density", group, other))})
    return pd.DataFrame(found)


def flow_table(findings: Findings, *, layer: str, snapshot: str) -> pd.DataFrame:
    """Return net flow of each pair of groups, and the E-I index with its range; both beside chance."""
    import pandas as pd

    rows = _rows(findings, layer, snapshot)
    flows, expected = (
        _by(rows, quantity, "metric", "group", "other") for quantity in ("net_flow", "net_flow_expected")
    )
    found = [
        {
            "measure": f"net flow of {metric}, {group} to {other}",
            **tested_cells(row, expected.get((metric, group, other))),
            "range": "−1 to 1",
        }
        for (metric, group, other), row in flows.items()
    ]
    index, chance, low, high = (_by(rows, f"e_i_index{end}", "group") for end in ("", "_expected", "_min", "_max"))
    found += [
        {
            "measure": f"E-I index of {key[0]}" if key[0] else "E-I index of all groups",
            **tested_cells(row, chance.get(key)),
            "range": NOT_AVAILABLE if math.isnan(row["value"]) else f"{_value(low, key)} to {_value(high, key)}",
        }
        for key, row in index.items()
    ]
    return pd.DataFrame(found)


def inequality_table(findings: Findings, *, layer: str, snapshot: str) -> pd.DataFrame:
    """Return the share of the inequality of each measure that is between groups, the most there could be, and p."""
    import pandas as pd

    rows = _rows(findings, layer, snapshot)
    shares, expected, most = (_by(rows, f"between_share{end}", "metric") for end in ("", "_expected", "_max"))
    found = [
        {
            "measure": findings.metrics[key[0]].label,
            **tested_cells(row, expected.get(key)),
            "largest possible": _value(most, key),
        }
        for key, row in shares.items()
    ]
    return pd.DataFrame(found)


def brokerage_table(findings: Findings, *, layer: str, snapshot: str) -> pd.DataFrame:
    """Return one row a role and group: the routes its members broker, beside chance."""
    import pandas as pd

    rows = _rows(findings, layer, snapshot)
    routes, expected = (_by(rows, quantity, "metric", "group") for quantity in ("brokerage", "brokerage_expected"))
    found = []
    for (metric, group), row in routes.items():
        role = metric.partition(".")[2]
        cells = tested_cells(row, expected.get((metric, group)))
        found.append({"members of": group, "role": f"{ROLES[role]} ({role})", "routes": cells.pop("value"), **cells})
    return pd.DataFrame(found)


def dependence_table(findings: Findings, *, layer: str, snapshot: str) -> pd.DataFrame:
    """Return one row an ordered pair of groups: routes through the other, pairs left without it, strongest partners."""
    import pandas as pd

    rows = _rows(findings, layer, snapshot)
    found = []
    kinds: tuple[tuple[str, str, Callable[[str, str], str]], ...] = (
        ("routes_through", "shortest routes within {0} through {1}", _pairs_with_route(rows)),
        ("strongest_partner_in", "{0} with their strongest partner in {1}", lambda *_: ""),
    )
    for quantity, words, more in kinds:
        expected = _by(rows, f"{quantity}_expected", "group", "other")
        for (group, other), row in _by(rows, quantity, "group", "other").items():
            shown = {"share of": words.format(group, other), **tested_cells(row, expected.get((group, other)))}
            found.append(shown | {"pairs with a route, and without them": more(group, other)})
    return pd.DataFrame(found)


def _pairs_with_route(rows: Sequence[Row]) -> Callable[[str, str], str]:
    """Return a function that says how many pairs of a group have a route, and how many without the other group."""
    linked, left = (_by(rows, f"pairs_reaching{end}", "group", "other") for end in ("", "_without"))

    def count(group: str, other: str) -> str:
        if (group, other) not in linked:
            return NOT_AVAILABLE
        row = linked[group, other]
        return f"{number(row['value'])} {row['note']}; {number(left[group, other]['value'])}"

    return count


def partner_table(findings: Findings, *, layer: str, snapshot: str, names: dict[str, str]) -> pd.DataFrame:
    """Return one row an organisation: how much of its strength its strongest partner has, and who that is."""
    import pandas as pd

    found = [
        {
            "organisation": names.get(row["organisation"], row["organisation"]),
            "group": row["group"],
            "share with its strongest partner": cell(row["value"]),
            "partner": row["note"].removeprefix("strongest partner: "),
            "partner's group": row["other"],
        }
        for row in _rows(findings, layer, snapshot)
        if row["quantity"] == "strongest_partner"
    ]
    return pd.DataFrame(found)
