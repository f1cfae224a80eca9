"""What a sociogram says: one sentence with a number, and a line for each panel, counted from its table."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from sna.draw.scene import Panel, Scene
from sna.draw.spelling import capitalised
from sna.draw.wording import at, compared, many, percent

LEADS = 0.25
FEWEST_TIES = 10
"""Ties below which a share of ties says less than their number."""
NEARLY_ALL = 0.9
AHEAD = 1.5
OVER_FAIR = 1.25
FIRST = 10
FEWEST_OTHERS = 3
MANY = 40


@dataclass(frozen=True)
class Headline:
    """The sentence, and the short line that goes with each panel (empty where there is nothing to say)."""

    title: str
    line: Callable[[Panel], str]


def headline(scene: Scene) -> Headline:
    """Return the first that holds: one organisation stands out, a group, ten do, one is tied to all; else a count."""
    if not scene.panels or not any(panel.there for panel in scene.panels):
        if not scene.identifiers:
            return Headline("No organisations recorded", lambda _: "")
        who = many(len(scene.panels[-1].present), "organisation")
        return Headline(f"No ties recorded among {who}", lambda _: "")
    last = scene.panels[-1]
    if len(scene.panels) > 1 and (not scene.complete or len(scene.alike) == 1):
        return latest(scene)  # Fewer ties where fewer answered, or others were asked, are not fewer ties.
    if len(scene.alike) < len(scene.panels):
        return headline(replace(scene, panels=scene.alike))
    if last.there:
        for attempt in (_organisation, _group, _first_ten, _tied_to_all):
            found = attempt(scene)
            if found is not None:
                return found
    return Headline(_counts(scene), lambda _: "")


def latest(scene: Scene) -> Headline:
    """Return what the last panel says alone, without a word on those before it."""
    alone = headline(replace(scene, panels=scene.panels[-1:]))
    return replace(alone, title=f"{alone.title}{at(scene.panels[-1].name)}") if len(scene.panels) > 1 else alone


def amounts(scene: Scene, panel: Panel) -> dict[str, float]:
    """Return what each present organisation receives (undirected: holds); by size where weak ties were left out."""
    there = {member.identifier: 0.0 for member in panel.present}
    if scene.filtered:
        return {member.identifier: member.size for member in panel.present if math.isfinite(member.size)}
    for tie in panel.there:
        for end in (tie.receiver,) if scene.directed else (tie.sender, tie.receiver):
            there[end] = there.get(end, 0.0) + (tie.weight if scene.directed else 1.0)
    return there


def _whole(scene: Scene, panel: Panel) -> float:
    """Return the total that shares are of."""
    if scene.filtered or scene.directed:
        return sum(amounts(scene, panel).values())
    return float(len(panel.there))


def _share(scene: Scene, panel: Panel, who: set[str]) -> float | None:
    """Return the share of some organisations, or nothing where there is no total or none of them is present."""
    whole, held = _whole(scene, panel), amounts(scene, panel)
    if whole <= 0 or not who & {member.identifier for member in panel.present}:
        return None
    return sum(amount for identifier, amount in held.items() if identifier in who) / whole


def _verb(scene: Scene, *, plural: bool) -> tuple[str, str]:
    """Return the verb and what the share is a share of."""
    s = "" if plural else "s"
    if scene.filtered:
        return f"account{s} for", f"all {scene.size_of}"
    if scene.directed:
        return f"receive{s}", f"all {'rating points' if scene.counts == 'rating' else scene.counts}"
    return f"{'are' if plural else 'is'} part of", "all ties"


def _against_first(scene: Scene, now: float, then: float | None) -> str:
    """Return how a share compares with the first panel."""
    if len(scene.panels) == 1 or not scene.compared or then is None:
        return ""
    return compared(now, then, scene.panels[0].name)


def _told(scene: Scene, subject: str, short: str, who: Callable[[Panel], set[str]], *, plural: bool) -> Headline | None:
    """Return a headline on the share of some organisations."""
    now = _share(scene, scene.panels[-1], who(scene.panels[-1]))
    if now is None:
        return None
    verb, what = _verb(scene, plural=plural)
    then = _share(scene, scene.panels[0], who(scene.panels[0]))

    def line(panel: Panel) -> str:
        share = _share(scene, panel, who(panel))
        return "" if share is None else f"{short} {verb} {percent(share)}"

    timed = at(scene.panels[-1].name) if len(scene.panels) > 1 else ""
    clause = _against_first(scene, now, then)
    said = _now(verb) if len(scene.panels) > 1 and scene.compared and not plural else verb
    return Headline(f"{subject} {said} {percent(now)} of {what}{timed if not clause else ''}{clause}", line)


def _now(verb: str) -> str:
    """Return a verb with "now" where it belongs."""
    return verb.replace("is ", "is now ", 1) if verb.startswith("is ") else f"now {verb}"


def _organisation(scene: Scene) -> Headline | None:
    """Return the headline on one organisation well ahead of every other."""
    held = amounts(scene, scene.panels[-1])
    whole = _whole(scene, scene.panels[-1])
    order = sorted(held, key=lambda identifier: (-held[identifier], identifier))
    if len(order) < 3 or whole <= 0:  # noqa: PLR2004 - one of two is no lead
        return None
    if not (scene.directed or scene.filtered) and whole < FEWEST_TIES:
        return None
    if held[order[0]] < LEADS * whole or held[order[0]] < AHEAD * held[order[1]]:
        return None
    name = scene.panels[-1].members[order[0]].name
    return _told(scene, name, name, lambda _: {order[0]}, plural=False)


def _group(scene: Scene) -> Headline | None:
    """Return the headline on the focal group, where it has more than its members would have at an even spread."""
    last = scene.panels[-1]
    focal = {member.identifier for member in last.present if member.role.focal}
    share = _share(scene, last, focal)
    even = len(focal) / max(len(last.present), 1)
    if not scene.directed and not scene.filtered:
        return None
    if share is None or len(focal) < 2 or even == 1 or share < OVER_FAIR * even:  # noqa: PLR2004 - a group
        return None
    label = next(member.role.label for member in last.present if member.role.focal)
    subject = f"{capitalised(label)} organisations ({len(focal)} of {len(last.present)})"
    return _told(
        scene, subject, label, lambda panel: {m.identifier for m in panel.present if m.role.focal}, plural=True
    )


def _first_ten(scene: Scene) -> Headline | None:
    """Return the headline on the first ten of many."""
    last = scene.panels[-1]
    held = amounts(scene, last)
    if len(last.present) <= MANY or not (scene.directed or scene.filtered):
        return None

    def ten(panel: Panel) -> set[str]:
        held = amounts(scene, panel)
        return set(sorted(held, key=lambda identifier: (-held[identifier], identifier))[:FIRST])

    share = _share(scene, last, ten(last))
    if share is None or share < 2 * FIRST / len(held):
        return None
    return _told(scene, f"Ten of {len(last.present)} organisations", "the first ten", ten, plural=True)


def _neighbours(panel: Panel) -> dict[str, set[str]]:
    """Return who each present organisation has a tie with, whichever way it runs."""
    found: dict[str, set[str]] = {member.identifier: set() for member in panel.present}
    for tie in panel.there:
        if tie.sender != tie.receiver and {tie.sender, tie.receiver} <= set(found):
            found[tie.sender].add(tie.receiver)
            found[tie.receiver].add(tie.sender)
    return found


def _reach(panel: Panel, identifier: str) -> str:
    """Return how many of the others an organisation is tied to, in words; nothing where it is not a member."""
    near = _neighbours(panel)
    if identifier not in near:
        return ""
    tied, others = len(near[identifier]), len(near) - 1
    return f"all {others}" if tied == others else f"{tied} of {others}"


def _tied_to_all(scene: Scene) -> Headline | None:
    """Return the headline on the only organisation with a tie to all or nearly all of the others."""
    first, last = scene.panels[0], scene.panels[-1]
    near = _neighbours(last)
    others = len(near) - 1
    hubs = [identifier for identifier, tied in near.items() if len(tied) >= NEARLY_ALL * others]
    if scene.filtered or others < FEWEST_OTHERS or len(hubs) != 1:
        return None
    hub, now, then = hubs[0], _reach(last, hubs[0]), _reach(first, hubs[0])
    name = last.members[hub].name

    def line(panel: Panel) -> str:
        reach = _reach(panel, hub)
        return f"{name} is tied to {reach} others" if reach else ""

    said = f"{name} is {'now ' if scene.compared else ''}tied to {now} other organisations"
    if len(scene.panels) == 1:
        return Headline(said, line)
    if not scene.compared:
        return Headline(f"{said}{at(last.name)}", line)
    clause = f", not a member{at(first.name)}" if not then else f", the same as{at(first.name)}" if now == then else ""
    return Headline(f"{said}{clause or f', {then}{at(first.name)}'}", line)


def _counts(scene: Scene) -> str:
    """Return how many ties there are, and were."""
    first, last = scene.panels[0], scene.panels[-1]
    who = many(len(last.present), "organisation")
    drawn = " drawn" if scene.filtered else ""
    if len(scene.panels) == 1:
        return capitalised(f"{many(len(last.there), 'tie')}{drawn} among {who}")
    if not scene.compared:
        most = max(scene.panels, key=lambda panel: len(panel.there))
        least = min(scene.panels, key=lambda panel: len(panel.there))
        return f"{len(least.there):,} ties ({least.name}) to {len(most.there):,} ties ({most.name}) among {who}"
    now, then = len(last.there), len(first.there)
    clause = (
        f", the same as{at(first.name)}"
        if now == then
        else f", {'up' if now > then else 'down'} from {then:,}{at(first.name)}"
    )
    return capitalised(f"{many(now, 'tie')}{drawn} among {who}{at(last.name)}{clause}")


def panel_lines(scene: Scene, panel: Panel, found: Headline) -> list[str]:
    """Return the one or two lines under the heading of a panel."""
    ties = many(len(panel.there), "tie") if panel.there else "no ties recorded"
    told = found.line(panel) if panel.there else ""
    lines = [f"{ties}{' drawn' if scene.filtered and panel.there else ''}{' · ' + told if told else ''}"]
    if seen := scene.seen(panel):
        lines[0] += f" · {seen}"
    if panel.compared and not scene.apart(panel):
        gained, lost = panel.count("gained"), panel.count("lost")
        lines.append(f"{gained or 'none'} new, {lost or 'none'} lost")
    elif scene.apart(panel):
        lines.append("another sample: not compared")
    elif scene.compared and panel is scene.panels[0]:
        lines.append("baseline")
    return lines
