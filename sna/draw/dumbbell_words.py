"""The words of a dumbbell chart: its finding in a sentence, and how it was had."""

from __future__ import annotations

import math

from sna.draw.dumbbell_table import Contrasted, Difference
from sna.draw.tokens import capitalised
from sna.draw.typeset import plain
from sna.draw.wording import at, layer_words, many, number, p_value, signed


def no_p(gap: Difference) -> str:
    """Return why there is no p."""
    reason = plain(gap.reason).split("; ")[0]
    return reason if reason.startswith("no p") else f"no p: {reason}" if reason else "no p"


def spoken(shown: Contrasted, snapshot: str, metric: str) -> str:
    """Return a cell in words."""
    gap = shown.differences.get((snapshot, metric))
    if gap is None:
        return "not compared"
    return f"difference {signed(gap.value)}, {p_value(gap.p) if math.isfinite(gap.p) else no_p(gap)}"


def dumbbell_title(shown: Contrasted) -> str:
    """Return the finding on the first metric at the last snapshot at which it was compared."""
    metric = shown.metrics[0]
    snapshot = [s for s in shown.snapshots if (s, metric) in shown.differences][-1]
    gap, label = shown.differences[snapshot, metric], shown.labels[metric]
    first, second = map(_spelt, shown.groups)
    when = at(snapshot) if len(shown.snapshots) > 1 else ""
    why = p_value(gap.p) if math.isfinite(gap.p) else "no p"
    if when.endswith(")"):
        when, why = "", f"{snapshot}, {why}"
    if not gap.sure:
        return f"The data cannot tell {first} from {second} organisations in {label}{when} ({why})"
    means = [shown.means.get((snapshot, metric, group), math.nan) for group in shown.groups]
    if not all(map(math.isfinite, means)):
        return f"{capitalised(first)} and {second} organisations differ in {label}{when} ({why})"
    one, two = (number(mean, figures=2) for mean in means)
    return f"{capitalised(first)} organisations average {one} for {label}, {second} {two}{when} ({why})"


def _spelt(group: str) -> str:
    """Return a group inside a sentence."""
    return "all other" if group == "*" else group


def dumbbell_subtitle(shown: Contrasted) -> str:
    """Return what is what."""
    first, second = map(_spelt, shown.groups)
    return (
        f"{layer_words(shown.layer)}: group means (large) and single organisations (small). Right of each row: "
        f"difference of means, {first} minus {second}, its interval where there is one, and p."
    )


def dumbbell_foot(shown: Contrasted, source: str) -> str:
    """Return source, sizes of groups, and how p was had."""
    sizes = []
    for group in shown.groups:
        low, high = shown.size(group)
        sizes.append(f"{low if low == high else f'{low}–{high}'} {group}")
    parts = (part for gap in shown.differences.values() for part in gap.method.split("; ") if part)
    methods = list(dict.fromkeys(part for part in parts if not part.startswith("p_adjusted")))
    found = [f"{source.rstrip('.')}." if source else "", f"{' and '.join(sizes)} organisations."]
    found += [f"p: {'; '.join(methods)}."] if methods else []
    found.append("A difference in grey has a p above 0.05, or none.")
    missing = [no_p(gap) for gap in shown.differences.values() if not math.isfinite(gap.p)]
    found += [f"{capitalised(reason).rstrip('.')}." for reason in dict.fromkeys(missing) if reason != "no p"]
    found.append(f"{many(len(missing), 'difference')} without a p." if missing else "")
    return " ".join(part for part in found if part)
