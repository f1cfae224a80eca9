"""The words round a sociogram, its keys, and the tables of what was drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sna.draw.arrange import NAMED_UP_TO, ONE_NAMED_UP_TO
from sna.draw.arrows import width_of
from sna.draw.legend import Block, Item, ghost_item, line_item, role_item, role_order, size_item
from sna.draw.network_map import LOST_WIDTH, WEAK_WIDTH, Scales
from sna.draw.scene import Scene
from sna.draw.tokens import GAIN, LOSS, STRONG, TIE, WEAK, Role
from sna.draw.wording import among, layer_words, many, number, steps

if TYPE_CHECKING:
    import pandas as pd


def subtitle(scene: Scene, left_out: str) -> str:
    """Return layer, direction, who, when, and what size means."""
    if not scene.panels:
        return ""
    direction = "arrows run from sender to receiver" if scene.directed else "ties without direction"
    names = [panel.name for panel in scene.panels]
    when = "" if scene.undated else f", {names[0]}" if len(names) == 1 else f", {among(names)}"
    sentences = [f"{layer_words(scene.layer)}: {direction}; {many(len(scene.identifiers), 'organisation')}{when}."]
    if len(names) < scene.panels_given:
        chosen = "the first, the last and the two with most change"
        sentences.append(f"Of {scene.panels_given} snapshots, {chosen}; new and lost are since the snapshot before.")
    if len(names) > 1:
        sentences.append("Every organisation keeps its place in all maps.")
    if scene.largest > 0:
        sentences.append(f"The symbol grows with {scene.size_of}.")
    if not scene.complete:
        sentences.append("Not every pair was observed: no line is not always no tie.")
    if left_out:
        sentences.append(left_out)
    return " ".join(sentences)


def foot(scene: Scene, source: str) -> str:
    """Return source and method."""
    sentences = [f"{source.rstrip('.')}."] if source else []
    if not scene.panels:
        return " ".join(sentences)
    together = " of all maps together" if len(scene.panels) > 1 else ""
    sentences.append(f"Places: stress majorisation of the ties{together}; nearness is not geography.")
    alike = ", the same for all maps" if len(scene.panels) > 1 else ""
    if scene.weighted or scene.largest > 0:
        sentences.append(f"Area of symbols and width of lines: square-root scales{alike}.")
    if any(panel.count("lost") for panel in scene.panels):
        sentences.append("A lost tie is drawn once, in the first map without it.")
    n = len(scene.identifiers)
    if n > ONE_NAMED_UP_TO:
        sentences.append("Names of the largest and of a small focal group only; all names are in the table.")
    elif n > NAMED_UP_TO and len(scene.panels) > 1:
        sentences.append("Names are in the last map; places are the same in the others.")
    return " ".join(sentences)


def keys(scene: Scene, scales: Scales) -> list[list[Block]]:
    """Return the rows of the legend: groups, then kinds of tie with their widths, then sizes."""
    if not scene.panels:
        return []
    roles = {member.role for panel in scene.panels for member in panel.members.values()}
    first: list[Item] = [role_item(role) for role in sorted(roles, key=role_order)]
    if any(not member.present for panel in scene.panels for member in panel.members.values()):
        first.append(ghost_item(Role("", "circle", "", ""), "not a member at that date"))
    blocks = [block for block in (_kinds(scene, scales), _widths(scene, scales), _sizes(scene, scales)) if block]
    return [[first], blocks]


def _kinds(scene: Scene, scales: Scales) -> Block:
    """Return what the colours and dashes of lines mean."""
    found = []
    if scales.strong is not None and math.isfinite(scales.strong):
        found += [
            line_item(f"{scene.counts} {number(scales.strong)} or more", STRONG, 0.9, head=scales.head),
            line_item("less", WEAK, 2 * WEAK_WIDTH, head=scales.head),
        ]
    if not scene.compared:
        return found
    if not found:
        found.append(line_item("kept", TIE, 1.2, head=scales.head))
    gained, lost = (any(panel.count(change) for panel in scene.panels) for change in ("gained", "lost"))
    if gained:
        found.append(line_item("new since the map before", GAIN, 1.2, head=scales.head))
    if lost:
        words = "lost since then" if gained else "lost since the map before"
        found.append(line_item(words, LOSS, LOST_WIDTH, dashed=True, head=scales.head))
    return found


def _widths(scene: Scene, scales: Scales) -> Block:
    """Return what the widths of lines mean."""
    if not scene.weighted or scales.strong is not None:
        return []
    whole = all(tie.weight == round(tie.weight) for panel in scene.panels for tie in panel.there)
    values = steps(scene.heaviest, whole=whole)
    return [Item(scene.counts), *(line_item(number(v), TIE, width_of(v, scene.heaviest)) for v in values)]


def _sizes(scene: Scene, scales: Scales) -> Block:
    """Return what the sizes of symbols mean."""
    sizes = {member.size for panel in scene.panels for member in panel.present if math.isfinite(member.size)}
    if len(sizes) < 2 or scene.largest <= 0:  # noqa: PLR2004 - all alike
        return []
    values = steps(scene.largest, whole=all(size == round(size) for size in sizes))
    return [Item(scene.size_of), *(size_item(number(v), scales.radius(v)) for v in values)]


def drawn_tables(scene: Scene, scales: Scales, spots: dict[str, tuple[float, float]]) -> dict[str, pd.DataFrame]:
    """Return the tables behind the picture: places in layout units with y upwards, radii in millimetres."""
    import pandas as pd

    organisations = [
        {
            "panel": panel.name,
            "organisation": member.identifier,
            "label": member.name,
            "role": member.role.label,
            "marker": member.role.shape,
            "colour": member.role.fill,
            "x": spots[member.identifier][0],
            "y": -spots[member.identifier][1],
            "size": member.size,
            "radius": scales.radius(member.size),
            "present": member.present,
        }
        for panel in scene.panels
        for member in panel.members.values()
    ]
    ties = [
        {
            "panel": panel.name,
            "sender": tie.sender,
            "receiver": tie.receiver,
            "weight": tie.weight,
            "change": tie.change,
            "bend": scales.bends.get((tie.sender, tie.receiver), 0.0),
        }
        for panel in scene.panels
        for tie in panel.ties
    ]
    columns = ["panel", "sender", "receiver", "weight", "change", "bend"]
    return {"organisations": pd.DataFrame(organisations), "ties": pd.DataFrame(ties, columns=columns)}
