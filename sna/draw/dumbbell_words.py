"""The words of a dumbbell chart: its finding in a sentence, and how it was had."""

from __future__ import annotations

import math
import re
from collections import Counter

from sna.draw.dumbbell_table import UNSURE_ABOVE, Contrasted, Difference
from sna.draw.spelling import capitalised, spelt
from sna.draw.typeset import plain
from sna.draw.wording import layer_words, number, p_value, signed

DOUBT = "p may be too small"
SPLITS = re.compile(r"([0-9][0-9,]*) splits")


def no_p(gap: Difference) -> str:
    """Return why there is no p."""
    reason = plain(gap.reason).split("; ")[0]
    return reason if reason.startswith("no p") else f"no p: {reason}" if reason else "no p"


def spoken(shown: Contrasted, snapshot: str, metric: str) -> str:
    """Return a cell in words."""
    gap = shown.differences.get((snapshot, metric))
    if gap is None:
        return "not compared"
    if math.isfinite(gap.corrected):
        return f"difference {signed(gap.value)}, {p_value(gap.corrected)}, corrected for several measures"
    return f"difference {signed(gap.value)}, {p_value(gap.p) if math.isfinite(gap.p) else no_p(gap)}"


def dumbbell_title(shown: Contrasted) -> str:
    """Return the finding on the first metric at the last snapshot at which it was compared."""
    metric = shown.metrics[0]
    snapshot = [s for s in shown.snapshots if (s, metric) in shown.differences][-1]
    gap, label = shown.differences[snapshot, metric], capitalised(shown.labels[metric])
    first, second = map(_spelt, shown.groups)
    why = p_value(gap.p) if math.isfinite(gap.p) else "no p"
    when = f"({snapshot}, {why})" if len(shown.snapshots) > 1 else f"({why})"
    if not gap.sure:
        return f"{label}: the data cannot tell {first} from {second} organisations {when}"
    means = [shown.means.get((snapshot, metric, group), math.nan) for group in shown.groups]
    if not all(map(math.isfinite, means)):
        return f"{label}: {first} and {second} organisations differ {when}"
    one, two = (number(mean, figures=2) for mean in means)
    others = "all others" if shown.groups[1] == "*" else f"{second} ones"
    return f"{label}: {first} organisations average {one}, {others} {two} {when}"


def _spelt(group: str) -> str:
    """Return a group inside a sentence."""
    return "all other" if group == "*" else spelt(group)


def dumbbell_subtitle(shown: Contrasted) -> str:
    """Return what is what."""
    first, second = map(_spelt, shown.groups)
    return (
        f"{layer_words(shown.layer)}: group means (large) and single organisations (small). Right of each row: "
        f"difference of means, {first} minus {second}, its interval where there is one, and p."
    )


def dumbbell_foot(shown: Contrasted, source: str) -> str:
    """Return source, sizes of groups, how p and intervals were had, and why any is missing."""
    sizes = []
    for group in shown.groups:
        low, high = shown.size(group)
        sizes.append(f"{low if low == high else f'{low}–{high}'} {_spelt(group)}")
    found = [f"{source.rstrip('.')}." if source else "", f"{' and '.join(sizes)} organisations.", _without(shown)]
    found.append(_tested(shown))
    gaps = [gap for (_, metric), gap in shown.differences.items() if metric in shown.metrics]
    if any(math.isfinite(gap.low) and math.isfinite(gap.high) for gap in gaps):
        found.append("Interval: what other chance ties of the same organisations could give; significance is in p.")
    if any(math.isfinite(gap.corrected) for gap in gaps):
        found.append("Corrected: several measures are tested, and chance has as many goes.")
    missing = Counter(no_p(gap) for gap in gaps if not math.isfinite(gap.p))
    if any(not gap.sure for gap in gaps):
        found.append(f"Grey: p above {UNSURE_ABOVE}{', or none possible' if missing else ''}.")
    if missing:
        reason, without = missing.most_common(1)[0][0].removeprefix("no p").removeprefix(": "), missing.total()
        most = "mostly because " if len(missing) > 1 else ""
        found.append(f"No p in {without} of {len(gaps)}{': ' + most + reason if reason else ''}.")
    if any(DOUBT in gap.reason for gap in gaps):
        found.append("Where the smaller group varies more, p may be too small.")
    return " ".join(part for part in found if part)


def _without(shown: Contrasted) -> str:
    """Return how many organisations have no value of a metric, so that they are in no mean; empty where all have."""
    each = []
    for metric in shown.metrics:
        counts = [
            f"{many} of {whole}{f' in {snapshot}' if len(shown.snapshots) > 1 else ''}"
            for snapshot, (many, whole) in shown.without(metric).items()
        ]
        each += [f"{shown.labels[metric]}: {', '.join(counts)}"] if counts else []
    return f"Without a value, left out – {'; '.join(each)}." if each else ""


def _tested(shown: Contrasted) -> str:
    """Return how p was had: from all ways to deal out the labels, from a random sample of them, or either."""
    exact, sampled = 0, 0
    for gap in shown.differences.values():
        splits = SPLITS.search(gap.method)
        if splits and math.isfinite(gap.p):
            many = int(splits[1].replace(",", ""))
            exact, sampled = (exact, max(sampled, many)) if "random" in gap.method else (max(exact, many), sampled)
    ways = [f"all ways tried, at most {exact:,}"] if exact else []
    ways += [f"a random sample of {sampled:,}"] if sampled else []
    if not any(math.isfinite(gap.p) for gap in shown.differences.values()):
        return ""
    how = f" ({'; or '.join(ways)})" if ways else ""
    return f"p: how often group labels dealt out anew differ at least as much{how}, two-sided."
