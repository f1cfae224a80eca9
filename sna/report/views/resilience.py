"""What would be lost with whom, and how a network falls apart, for readers."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sna import draw
from sna.derive.joint_spells import NO_PROFESSION
from sna.draw.wording import among, layer_words, many, number, percent
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.tables import cell
from sna.report.views.view import View

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Hashable, Any]
LOST = {
    "lost_ties": "ties lost",
    "lost_isolated": "left alone",
    "lost_pairs": "pairs cut",
    "lost_coverage": "uncovered",
}
ORDER = ("lost_pairs", "lost_coverage", "lost_isolated", "lost_ties")
WHAT_IF = {"routes_through_now": "what_if_new_tie", "strongest_partner_now": "what_if_strongest_partner"}
MOST_NAMES = 3
ROWS_SHOWN = 40
CURVES = ("as it happened", "at random", "at worst")


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield, layer by layer, the withdrawal that hurts most and how much is held twice; who left; what if."""
    table = findings.table
    for layer in study.layers:
        of = table[table["layer"] == layer]
        said = [*_worst(of, study), *_twice(of)]
        if said:
            yield f"{layer_words(layer)}, {study.snapshots.names[-1]}: {' '.join(said)}"
    yield from _left(table, study)
    for layer in study.layers:
        yield from _what_if(table[table["layer"] == layer], study)


def _named(row: Row, study: Study) -> str:
    """Return who goes: an organisation by name, a joint role by profession and organisations."""
    names = study.roster.name_of
    if row["organisation"]:
        return names[row["organisation"]]
    return role_words(str(row["group"]), study)


def role_words(label: str, study: Study) -> str:
    """Return a joint role with the names of its organisations instead of their ids; of many the first three.

    A role is written "profession: id + id", with a number in brackets where several are alike.
    """
    names = study.roster.name_of
    profession, _, rest = label.partition(": ")
    which = rest[rest.rindex(" (") :] if rest.endswith(")") and " (" in rest else ""
    ids = rest.removesuffix(which).split(" + ")
    if rest in names or any(who not in names for who in ids):
        ids, which = rest.split(" + "), ""
    shown = [names.get(who, who) for who in ids[:MOST_NAMES]]
    more = [f"{len(ids) - MOST_NAMES} more"] if len(ids) > MOST_NAMES else []
    who = "somebody" if profession == NO_PROFESSION else profession
    return f"{who} shared by {among([*shown, *more])}{which}"


def _worst(of: pd.DataFrame, study: Study) -> Iterator[str]:
    for quantity, what in (("worst_withdrawal", "organisation"), ("worst_role", "joint role")):
        rows = of[of["quantity"] == quantity].to_dict("records")
        if not rows or math.isnan(rows[0]["value"]):
            continue
        tried = f"{rows[0]['n']:.0f} tried one by one"
        if not (rows[0]["organisation"] or rows[0]["group"]):
            yield f"The loss of no single {what} cuts anybody off ({tried})."
            continue
        lost = rows[0]["note"].partition(";")[0]
        equal = " or ".join(_named(row, study) for row in rows[:2])
        more = f" or {len(rows) - 2} others" if len(rows) > 2 else ""  # noqa: PLR2004
        yield f"The loss that hurts most is of {equal}{more}: {lost} ({tried})."


def _twice(of: pd.DataFrame) -> Iterator[str]:
    for row in of[(of["quantity"] == "doubly_reached") & of["value"].notna()].to_dict("records"):
        pairs = f"{percent(row['value'])} of {many(int(row['n']), 'pair')} that reach each other"
        yield f"{pairs} still would, whichever one other organisation went."


def _left(table: pd.DataFrame, study: Study) -> Iterator[str]:
    left = table[table["quantity"] == "partners_left"]
    whole = left[left["metric"] == ""].to_dict("records")
    if not whole or not whole[0]["value"]:
        return
    reasons = [f"{row['metric']} ({row['value']:.0f})" for row in left[left["metric"] != ""].to_dict("records")]
    count = many(int(whole[0]["value"]), "partner")
    yield f"{count} of {whole[0]['n']:.0f} left before the end: {among(reasons)}."
    ends = table[(table["quantity"] == "largest_part")]
    for layer in study.layers:
        real = ends[(ends["layer"] == layer) & (ends["other"] == CURVES[0])]
        if real.empty:
            continue
        last = real.iloc[-1]
        same = ends[(ends["layer"] == layer) & (ends["metric"] == last["metric"])].set_index("other")["value"]
        if CURVES[1] not in same.index:
            continue
        stay = int(last["n"]) - int(last["metric"])
        worst = table[(table["quantity"] == "largest_part_at_worst") & (table["layer"] == layer)]["value"].iloc[0]
        hang, chance, least = (number(share * last["n"]) for share in (last["value"], same[CURVES[1]], worst))
        at_worst = f", had the worst gone {least}" if not math.isnan(worst) else ""
        yield (
            f"{layer_words(layer)}: of the {stay} others that were in it in {last['snapshot']}, {hang} hang together "
            f"without those {last['metric']}; had as many gone at random {chance} (mean){at_worst}."
        )


def _what_if(of: pd.DataFrame, study: Study) -> Iterator[str]:
    """Yield what one new tie would change, by routes and by strongest partners, and whether these agree."""
    for now, then in WHAT_IF.items():
        rows = of[(of["quantity"] == then) & (of["organisation"] != "")].to_dict("records")
        before = of[of["quantity"] == now].to_dict("records")
        if rows and before:
            yield _one_tie(rows, before[0], study)


def _one_tie(rows: Sequence[Row], now: Row, study: Study) -> str:
    what = now["note"].partition(";")[0]
    names = study.roster.name_of
    best = [row for row in rows if math.isclose(row["value"], rows[0]["value"], rel_tol=1e-9)]
    equal = rows[0]["note"].partition(" new ties are equally good")[0].rpartition("; ")[2]
    directed = study.network(rows[0]["layer"], rows[0]["snapshot"]).directed
    word = " to " if directed else " and "
    ends = " or ".join(f"{names[row['organisation']]}{word}{names[row['other']]}" for row in best)
    stands_out = f"; {equal} are equally good, so none stands out" if equal.isdigit() else ""
    apart = rows[0]["note"].rpartition("; ")[2]
    disagree = f". {apart[0].upper()}{apart[1:]}" if apart.endswith("disagree") else ""
    tie = f"one new tie in {layer_words(rows[0]['layer'])} ({ends})"
    return (
        f"What if, not advice: {tie} would bring the share of {what} "
        f"{_from_to(now['value'], rows[0]['value'])}{stands_out}{disagree}."
    )


def _from_to(now: float, then: float) -> str:
    """Return two shares that differ, with as many decimals as it takes to see that they do, one at most."""
    if percent(now) != percent(then):
        return f"from {percent(now)} to {percent(then)}"
    if f"{now:.1%}" == f"{then:.1%}":
        return f"from {now:.1%} to a little less"
    return f"from {now:.1%} to {then:.1%}"


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield what goes with each organisation and joint role, the robustness of each layer, and seats lost."""
    import pandas as pd

    table = findings.table
    yield from _losses(table, study)
    robust = table[(table["quantity"] == "robustness") & table["value"].notna()]
    if len(robust):
        rows_of = [
            {
                "layer": row["layer"],
                "snapshot": row["snapshot"],
                "order": row["other"],
                "robustness R": cell(row["value"]),
                "90% of orders": f"{cell(row['low'])} to {cell(row['high'])}" if row["low"] == row["low"] else "",
                "organisations": number(row["n"]),
            }
            for row in robust.to_dict("records")
        ]
        yield Shown("Robustness: 0.5 at most, near 0 where few hold all", pd.DataFrame(rows_of), "tables/lenses.csv")
    seats = table[table["quantity"] == "seats_lost"]
    if len(seats):
        shown = seats[["group", "value", "n"]].assign(value=seats["value"].map(cell), n=seats["n"].map(cell))
        shown = shown.rename(columns={"group": "sector", "value": "seats lost", "n": "of"}).reset_index(drop=True)
        yield Shown("Seats in partnerships given up before the end", shown, "tables/lenses.csv", folded=True)


def _losses(table: pd.DataFrame, study: Study) -> Iterator[Shown]:
    """Yield what goes with each organisation and joint role whose loss cuts off, isolates or uncovers anybody."""
    names = study.roster.name_of
    lost = table[table["quantity"].isin(LOST)]
    of_roles = (lost["group"] != "") & (lost["organisation"] == "")
    for column, what, rows in (
        ("organisation", "organisation", lost[lost["organisation"] != ""]),
        ("group", "joint role", lost[of_roles]),
    ):
        if rows.empty:
            continue
        wide = rows.pivot_table(
            index=["layer", column], columns="quantity", values="value", aggfunc="first", sort=False
        )
        wide = wide.reindex(columns=[name for name in LOST if name in wide.columns])
        hurts = wide[wide.drop(columns="lost_ties").gt(0).any(axis=1)]
        if hurts.empty:
            continue
        place = {layer: at for at, layer in enumerate(study.layers)}
        order = [name for name in ORDER if name in hurts.columns]
        by = hurts.assign(at=[place[layer] for layer, _ in hurts.index], **{name: -hurts[name] for name in order})
        hurts = hurts.loc[by.sort_values(["at", *order], kind="stable").index]
        shown = hurts.head(ROWS_SHOWN).map(cell).rename(columns=LOST).reset_index()
        words = names.get if column == "organisation" else lambda label: role_words(label, study)
        shown[column] = shown[column].map(words)
        rest = len(wide) - len(hurts)
        left_out = f"; {rest} that cost ties alone, or nothing, left out" if rest else ""
        some = f"; {ROWS_SHOWN} of {len(hurts)} shown" if len(hurts) > ROWS_SHOWN else ""
        caption = f"What would go with each {what}, {study.snapshots.names[-1]}{some}{left_out}{_uncovered(rows)}"
        yield Shown(caption, shown.rename(columns={"group": what}).rename_axis(columns=None), "tables/lenses.csv")


def _uncovered(rows: pd.DataFrame) -> str:
    """Return what it means to be uncovered."""
    notes = rows[rows["quantity"] == "lost_coverage"]["note"]
    return f"; uncovered: {notes.iloc[0]}" if len(notes) else ""


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield the curves of withdrawal, a panel a layer."""
    rows = findings.table[findings.table["quantity"] == "largest_part"]
    if rows.empty:
        return
    columns = {"layer": "layer", "other": "order", "metric": "withdrawn"}
    drawn = rows[[*columns, "value", "low", "high", "n"]].rename(columns=columns).reset_index(drop=True)
    drawn["withdrawn"] = drawn["withdrawn"].astype(int)
    when = dict(zip(rows["layer"], rows["snapshot"], strict=True))
    source = f"Source: {study.title or study.name}."
    yield Drawn("resilience", draw.removal_curves(drawn, when=when, source=source))


VIEW = View("Resilience", sentences, tables, figures)
