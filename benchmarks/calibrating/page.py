"""Counts as the page `docs/calibration.md`."""

from __future__ import annotations

import platform
from collections.abc import Sequence

import numpy as np

import sna
from calibrating.experiment import NOMINAL, Counted, Experiment, Measured, verdict

INTRODUCTION = """# Do the tests hold and the intervals cover

Networks are drawn from known laws, so that what a test should find is known, and go through this project's own code.
Made by `make calibration` on {date} with sna {sna}, numpy {numpy} and Python {python}. The seed of a run is its number,
from 0: the same versions give the same counts. This page rests on {done:,} of the {full:,} runs of a full one, which
takes some 45 minutes on two cores; each row says on how many. Rows of fewer than 100 runs (errors above .02) say
little more than that the setting can be drawn.

How to read a row:

- *level*: the share of runs in which a test at .05 rejects although there is nothing to find. It should be .05. Marked
  where it is more than two Monte-Carlo standard errors away: **high** is a test that finds too much, low one that is
  careful. Of {levels} rows of level about {chance:.0f} would be marked by chance alone.
- *coverage*: the share of runs in which a 95 % interval holds the truth. Marked outside .90 to .98: **low** is an
  interval that promises too much, high one that is wider than it need be. In the part on one network 20 networks are
  drawn for the same organisations, so errors are somewhat larger there than shown.
- *power*: the share of runs in which a real difference is found. *share*: a share worth knowing. Neither is marked.
- *runs*: runs that count; where a test is refused or undefined it does not. *error*: Monte-Carlo standard error, of a
  level at .05.
- *earlier*: an earlier simulation with other code, in like settings, where there was one.

Every p and interval here speaks of the organisations at hand; only the vertex bootstrap speaks of others. No single
measure of one network is given an interval by the model bootstrap, so none is tried here.
"""


NOTES = {
    "Groups in one network: label permutation": (
        "Power hangs on how much organisations differ beside their groups. Here in-degree among twelve has a\n"
        "standard deviation of about 2.1 without any gap; where hubs are less marked, a gap of as many ties is found\n"
        "more often. The E-I index of 40 organisations, hubs unrelated to the label, was at most .05 in .046 of 2,500\n"
        "further runs (.048 by mid-p): a mark there is chance."
    ),
    "Change where ties close triangles, are missing, or are followed for long": (
        "Hubs, ties returned. Nothing changes in expectation, except where less is recorded of the second snapshot.\n"
        "Few runs stand behind many of these rows; of more than 500 of level some are marked by chance. *Each step*\n"
        "counts the steps of a run as one share: its error is smaller than shown. *Any step, Holm*: the p over all\n"
        "steps that findings print. The warning of triangles holds its level and sees little of closure: most\n"
        "triangles are those of hubs. That it does not come is no sign that ties come and go pair by pair."
    ),
}
"""What a reader must know of a whole part."""

UNKNOWN = "no cause is known: about as far off as chance makes some rows"


def page(experiments: Sequence[Experiment], results: Sequence[Counted], *, day: str) -> str:
    """Return the page."""
    levels = sum(
        each.should == "level" and found.counts[name].counted > 0
        for experiment, found in zip(experiments, results, strict=True)
        for name, each in experiment.measured.items()
    )
    versions = {"sna": sna.__version__, "numpy": np.__version__, "python": platform.python_version()}
    done = sum(max(count.counted for count in found.counts.values()) for found in results)
    said = {"date": day, "done": done, "full": sum(each.runs for each in experiments)}
    parts = [INTRODUCTION.format(**versions, **said, levels=levels, chance=0.046 * levels)]
    for part in dict.fromkeys(experiment.part for experiment in experiments):
        chosen = [pair for pair in zip(experiments, results, strict=True) if pair[0].part == part]
        note = f"{NOTES[part]}\n\n" if part in NOTES else ""
        parts.append(f"## {part}\n\n{note}{_table(chosen)}\n{_reasons(chosen)}")
    return "\n".join(parts)


def _table(chosen: Sequence[tuple[Experiment, Counted]]) -> str:
    lines = [
        "| organisations | drawn | counted | kind | found | error | runs | earlier | mark |",
        "|---:|---|---|---|---:|---:|---:|---:|---|",
    ]
    for experiment, found in chosen:
        for place, (name, measured) in enumerate(experiment.measured.items()):
            cells = [str(experiment.n), experiment.setting] if place == 0 else ["", ""]
            lines.append(f"| {' | '.join([*cells, *_cells(name, measured, found)])} |")
    return "\n".join(lines) + "\n"


def _cells(name: str, measured: Measured, found: Counted) -> list[str]:
    count = found.counts[name]
    if not count.counted:
        return [name, measured.should, "–", "–", "0", _earlier(measured), ""]
    mark = verdict(measured, count)
    error = count.error(NOMINAL) if measured.should == "level" else count.error()
    bad = mark and (mark == "high") == (measured.should == "level")
    shown = [_decimal(count.share), _decimal(error), str(count.counted), _earlier(measured)]
    return [name, measured.should, *shown, f"**{mark}**" if bad else mark]


def _earlier(measured: Measured) -> str:
    return measured.earlier if isinstance(measured.earlier, str) else _decimal(measured.earlier)


def _decimal(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.3f}".replace("0.", ".", 1) if value < 1 else f"{value:.3f}"


def reason(measured: Measured, mark: str) -> str:
    """Return why a row is marked; empty where its reason is for the other side, or there is none."""
    careful = "conservative" in measured.why or "wider than" in measured.why
    too_careful = mark == ("low" if measured.should == "level" else "high")
    return "" if careful and not too_careful else measured.why


def unexplained(experiments: Sequence[Experiment], results: Sequence[Counted]) -> list[str]:
    """Return the rows that are marked and have no reason."""
    found = []
    for experiment, counted in zip(experiments, results, strict=True):
        for name, measured in experiment.measured.items():
            mark = verdict(measured, counted.counts[name])
            if mark and not reason(measured, mark):
                found.append(f"{experiment.n}: {experiment.setting}: {name}: {counted.counts[name].share:.3f}")
    return found


def _reasons(chosen: Sequence[tuple[Experiment, Counted]]) -> str:
    """Return why marked rows are off, each reason once."""
    reasons: dict[str, list[str]] = {}
    for experiment, found in chosen:
        for name, measured in experiment.measured.items():
            if mark := verdict(measured, found.counts[name]):
                reasons.setdefault(reason(measured, mark) or UNKNOWN, []).append(
                    f"{mark} in '{name}' ({experiment.n}, {experiment.setting})"
                )
    if not reasons:
        return "No row is marked.\n"
    lines = [f"- {_capital(why)}: {_few(rows)}." for why, rows in reasons.items()]
    return "Rows that are marked:\n\n" + "\n".join(lines) + "\n"


def _few(rows: list[str]) -> str:
    return "; ".join(rows) if len(rows) <= 4 else f"{'; '.join(rows[:3])}; and {len(rows) - 3} more"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
