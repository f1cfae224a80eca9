"""Professions, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sna import draw
from sna.draw.spelling import capitalised, spelt
from sna.draw.wording import among, many, number, p_value, percent
from sna.engines import as_matrix
from sna.lenses.large_meetings import large_meetings, without_meetings
from sna.model import Findings, Network, Study
from sna.report.blocks import Drawn, Shown
from sna.report.maps import map_places
from sna.report.tables import cell
from sna.report.views.view import View, left_out

if TYPE_CHECKING:
    import pandas as pd

MARK = "profession: "
LEVEL = 0.05
MOST_MAPS = 6
ALL_NAMED = 16
"""Organisations up to which every map has their names."""
OF_MEETINGS = ("people", "organisations_reached", "ties", "density", "meetings_across", "e_i_index")
COLUMNS = {
    "people": "people",
    "organisations_reached": "organisations reached",
    "ties": "ties between organisations",
    "density": "density",
    "meetings_across": "its meetings across organisations",
    "e_i_index": "E-I by organisation",
    "cross_site_density": "pairs across that met",
    "cross_site_density_expected": "professions dealt at random",
    "p": "p",
    "p_adjusted": "p, all professions",
}


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield who meets across sites and who does not, and for whom that is more than chance, at the last snapshot."""
    yield from left_out(findings)
    last = study.snapshots.names[-1]
    wide = _wide(findings, last)
    wide = wide[wide["people"] > 0]
    if wide.empty:
        return
    where = "" if last == "all" else f"{capitalised(last)}: "
    yield from _tested(wide, where)
    of = number(_size(findings, last))
    parts = [
        f"{_plural([str(name)])[0]} {_share(row['density'])} ({_share(row['organisations_reached'])})"
        for name, row in wide.to_dict("index").items()
    ]
    yield (
        f"{where}Pairs of organisations that a profession links (and organisations that it reaches, of {of}), both of "
        f"which also follow from how many people it has: {among(parts)}."
    )


def _share(value: float) -> str:
    return "–" if math.isnan(value) else percent(value)


def _tested(wide: pd.DataFrame, where: str) -> Iterator[str]:
    """Yield for whom the share of pairs that met lies beyond chance, and for whom nobody can tell."""
    known = wide[wide["p_adjusted"].notna() & wide["cross_site_density"].notna()]
    if known.empty:
        yield f"{where}Whether any profession meets more or less across sites than chance, the data cannot tell: no p."
        return
    for row in known[known["p_adjusted"] <= LEVEL].sort_values("p_adjusted").to_dict("index").items():
        name, found = str(row[0]), row[1]
        more = "more" if found["cross_site_density"] > found["cross_site_density_expected"] else "fewer"
        yield (
            f"{where}{capitalised(_plural([name])[0])} meet {more} of each other across sites than with "
            f"professions dealt out at random: {percent(found['cross_site_density'])} of pairs of them at "
            f"different organisations against "
            f"{percent(found['cross_site_density_expected'])} (n = {found['people']:.0f} people; "
            f"{p_value(found['p_adjusted'])}, corrected for {many(len(known), 'profession')})."
        )
    unsure = known[known["p_adjusted"] > LEVEL]
    if len(unsure):
        who = among(
            [
                f"{_plural([str(name)])[0]} ({row['people']:.0f} people, {percent(row['cross_site_density'])} "
                f"of pairs, {percent(row['cross_site_density_expected'])} expected, {p_value(row['p_adjusted'])})"
                for name, row in unsure.to_dict("index").items()
            ]
        )
        yield f"{where}Whether people meet more or less across sites than chance, the data cannot tell for {who}."


def _plural(professions: Sequence[object]) -> list[str]:
    """Return what people of professions are called.

    Examples
    --------
    >>> _plural(["nurse", "allied_health"])
    ['nurses', 'allied health']
    """
    words = [spelt(str(name).replace("_", " ")) for name in professions]
    return [word if word.endswith(("s", "health")) else f"{word}s" for word in words]


def _size(findings: Findings, snapshot: str) -> float:
    table = findings.table
    rows = table[(table["snapshot"] == snapshot) & (table["quantity"] == "density")]
    return float(rows["n"].iloc[0])


def _wide(findings: Findings, snapshot: str) -> pd.DataFrame:
    """Return profession × quantity of meetings, with the p of the cross-site density; the densest first."""
    table = findings.table
    of = table[(table["layer"] == "attendance") & (table["snapshot"] == snapshot) & (table["metric"] != "")]
    rows = of.assign(profession=of["metric"].str.removeprefix(MARK))
    wide = rows.pivot_table(
        index="profession", columns="quantity", values="value", aggfunc="first", dropna=False, sort=True
    )
    tested = rows[rows["quantity"] == "cross_site_density"].set_index("profession")[["p", "p_adjusted"]]
    wide = wide.reindex(columns=[c for c in COLUMNS if c not in ("p", "p_adjusted")]).join(tested)
    wide = wide.fillna({"people": 0.0}).rename_axis(columns=None)
    # One order for sentences, table and figure: by what the maps show.
    return wide.sort_values(["density", "people"], ascending=False, kind="stable")


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one table for the last snapshot, and the ties that joint roles make."""
    last = study.snapshots.names[-1]
    wide = _wide(findings, last)
    if len(wide):
        shown = wide.map(cell).rename(columns=COLUMNS).reset_index()
        shown["profession"] = shown["profession"].map(lambda name: spelt(name.replace("_", " ")))
        yield Shown(f"Professions at meetings, {last}", shown, "tables/lenses.csv")
    table = findings.table
    roles = table[(table["layer"] == "roles") & (table["snapshot"] == last) & (table["quantity"] == "ties")]
    if (roles["value"] > 0).any():
        some = roles[roles["value"] > 0]
        held = some.assign(profession=some["metric"].str.removeprefix(MARK), ties=some["value"].map(cell))
        yield Shown(f"Ties by joint roles, {last}", held[["profession", "ties"]], "tables/lenses.csv", folded=True)


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield one map for each profession, every organisation in the place it has in the map of all meetings."""
    import pandas as pd

    rules = [rule for rule in study.layers.values() if rule.table == "attendance" and not rule.directed]
    last = study.snapshots.names[-1]
    wide = _wide(findings, last)
    wide = wide[wide["people"] > 0]
    if not rules or wide.empty:
        return
    layer = rules[0].name
    contrast = study.contrast()
    _, places = map_places(study, layer, 0)
    shown = _chosen(wide)
    small = without_meetings(study, large_meetings(study))
    maps = []
    for name in shown.index:
        network = small.network(layer, last, profession=str(name))
        title = f"{capitalised(_plural([name])[0])} ({shown.loc[name, 'people']:.0f})"
        maps.append((title, network))
    if len(study.roster) > ALL_NAMED:
        maps.reverse()  # the last map is the large one, with names: the densest
    groups = contrast.groups if contrast else ()
    column = contrast.column if contrast else ""
    yield Drawn(
        "profession",
        draw.sociogram(
            pd.concat([_members(title, network, places, study, column) for title, network in maps]),
            pd.concat([_ties(title, network) for title, network in maps]),
            directed=False,
            counts=maps[0][1].layer.counts,
            layer=f"{layer} by profession{'' if last == 'all' else f', {last}'}",
            size_of=maps[0][1].layer.counts,
            groups=groups,
            source=f"Source: {study.title or study.name}.{_not_drawn(wide, shown)}",
            title=_title(shown),
        ),
    )


def _chosen(wide: pd.DataFrame) -> pd.DataFrame:
    """Return the professions to draw, the densest first: all, or of many those with most people."""
    most = wide.sort_values("people", ascending=False, kind="stable").index[:MOST_MAPS]
    return wide[wide.index.isin(most)]


def _not_drawn(wide: pd.DataFrame, shown: pd.DataFrame) -> str:
    rest = [name for name in wide.index if name not in shown.index]
    return f" Not drawn, with fewer people: {among(_plural(rest))}." if rest else ""


def _title(shown: pd.DataFrame) -> str:
    first, last = shown.iloc[0], shown.iloc[-1]
    most, least = (_plural([row.name])[0] for row in (first, last))
    if len(shown) == 1 or percent(first["density"]) == percent(last["density"]):
        return f"{capitalised(most)} link {percent(first['density'])} of pairs of organisations"
    return (
        f"{capitalised(most)} link {percent(first['density'])} of pairs of organisations, "
        f"{least} {percent(last['density'])}"
    )


def _members(panel: str, network: Network, places: pd.DataFrame, study: Study, column: str) -> pd.DataFrame:
    import pandas as pd

    there, of_group = network.roster.position, network.roster.group_of(column)
    ids = [identifier for identifier in places.index if identifier in there]
    strength = as_matrix(network).sum(axis=0)
    return pd.DataFrame(
        {
            "panel": panel,
            "organisation": ids,
            "name": [study.roster.name_of[i] for i in ids],
            "group": [of_group[i] or "" for i in ids],
            "x": places.loc[ids, "x"].to_numpy(),
            "y": places.loc[ids, "y"].to_numpy(),
            "size": [float(strength[there[i]]) for i in ids],
            "present": True,
        }
    )


def _ties(panel: str, network: Network) -> pd.DataFrame:
    import pandas as pd

    ids = network.roster.ids
    ends = {"sender": [ids[i] for i in network.ties.sender], "receiver": [ids[i] for i in network.ties.receiver]}
    return pd.DataFrame({"panel": panel, **ends, "weight": network.ties.weight, "change": "baseline"})


VIEW = View("By profession", sentences, tables, figures)
