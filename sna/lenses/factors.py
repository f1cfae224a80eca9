"""By factor: what helped or hindered, of which partnerships, and what goes together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.derive.columns import texts
from sna.infer import difference_interval, holm, stratified_test
from sna.lenses.factor_pairs import ALONE, INFORMANT, WITHIN, Strata, cells_by_stratum, pair_rows
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.sectors import INFORMANTS, UNKNOWN
from sna.lenses.shares import LEVEL, joined, share_columns
from sna.model import Study
from sna.model.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

COUNT = "count of these records"
STATUSES = TABLES["partnerships"].column("status").choices
FAILING = ("struggling", "ended")
"""Statuses of partnerships that struggle, or have failed."""
MOST = 60
"""Of more factors than this, the most frequent are held against each other."""

Present = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Named:
    """Which factors are named of which partnerships.

    Attributes
    ----------
    factors
        In order of their names.
    about
        Factor → valence, and the theme most often given; empty where nobody says.
    present
        Partnership × factor.
    status
        Of each partnership.
    listed
        Partnerships of the study, whether asked about or not.
    strata
        Number of each partnership's informant; 0 for all where nobody says, or each tells of one only.
    """

    factors: tuple[str, ...]
    about: Mapping[str, tuple[str, str]]
    present: Present
    status: npt.NDArray[np.object_]
    listed: int
    strata: Strata

    @property
    def asked(self) -> int:
        """Partnerships of which any factor is named."""
        return len(self.present)


def by_factor(looking: Looking) -> Iterator[Row]:
    """Yield how often factors are named, what they have to do with each other, and with how partnerships fare.

    A partnership without any row of factors is one nobody was asked about: it is left out, not taken to have none.
    """
    named = named_factors(looking.study)
    base = {"layer": "factors"}
    note = _note(named)
    yield {
        **base,
        "quantity": "partnerships_asked",
        "value": named.asked,
        "n": named.listed,
        "note": note,
        "target": COUNT,
    }
    for row in (*_frequency(named), *_themes(named), *_by_status(named), *_common(named), *_pairs(named)):
        unsure = named.strata.any() and "low" in row
        several = "informants tell of several partnerships each: the interval is rather too narrow" if unsure else ""
        yield {**base, **row, "note": joined(row.get("note", ""), several)}


def named_factors(study: Study) -> Named:
    """Return which factors are named of which partnerships, and how those fare."""
    frame = study.tables["factors"].frame
    frame = frame[frame["factor"].notna()]
    said, about = _called(frame)
    asked, factors = sorted(set(frame["partnership"])), sorted(about)
    present = np.zeros((len(asked), len(factors)), dtype=bool)
    row, column = ({name: place for place, name in enumerate(names)} for names in (asked, factors))
    present[[row[name] for name in frame["partnership"]], [column[name] for name in said]] = True
    listed = study.tables["partnerships"].frame
    fares = dict(zip(listed["partnership"], texts(listed, "status"), strict=True))
    status = np.array([fares.get(name) or UNKNOWN for name in asked], dtype=object)
    informant = next((column for column in INFORMANTS if column in listed), "")
    told = dict(zip(listed["partnership"], texts(listed, informant), strict=True))
    return Named(tuple(factors), about, present, status, len(listed), _strata([told.get(name) for name in asked]))


def _strata(informants: Sequence[str | None]) -> Strata:
    """Return the number of each one's informant; 0 for all where one is not known or nobody tells of several."""
    known = sorted({informant for informant in informants if informant})
    if None in informants or len(known) in (0, len(informants)):
        return np.zeros(len(informants), dtype=np.int64)
    place = {informant: number for number, informant in enumerate(known)}
    return np.array([place[informant] for informant in informants if informant])


def _called(frame: pd.DataFrame) -> tuple[list[str], dict[str, tuple[str, str]]]:
    """Return the name of each row's factor, and of each its valence and its commonest theme.

    A factor that helps some and hinders others is two: its valence is then part of its name.
    """
    valences = [valence or "" for valence in texts(frame, "valence")]
    of: dict[str, set[str]] = {}
    for factor, valence in zip(frame["factor"], valences, strict=True):
        of.setdefault(factor, set()).add(valence)
    said = [
        factor if len(of[factor]) == 1 else f"{factor} ({valence or 'neither said'})"
        for factor, valence in zip(frame["factor"], valences, strict=True)
    ]
    themes: dict[tuple[str, str], Counter[str]] = {}
    for name, valence, theme in zip(said, valences, texts(frame, "theme"), strict=True):
        themes.setdefault((name, valence), Counter())[theme or ""] += 1
    commonest = {key: min(counts, key=lambda theme: (-counts[theme], theme)) for key, counts in themes.items()}
    return said, {name: (valence, theme) for (name, valence), theme in sorted(commonest.items())}


def _note(named: Named) -> str:
    left = named.listed - named.asked
    return f"{left} of {named.listed} partnerships have no row of factors: not known, left out" if left else ""


def _frequency(named: Named) -> Iterator[Row]:
    for place, factor in enumerate(named.factors):
        valence, theme = named.about[factor]
        columns = share_columns(int(named.present[:, place].sum()), named.asked, like="partnerships")
        yield {"quantity": "factor_share", "metric": factor, "group": valence, "other": theme, **columns}


def _themes(named: Named) -> Iterator[Row]:
    """Yield of how many partnerships any factor of a theme is named."""
    for valence, theme in sorted(set(named.about.values())):
        of = [place for place, factor in enumerate(named.factors) if named.about[factor] == (valence, theme)]
        if theme:
            columns = share_columns(int(named.present[:, of].any(axis=1).sum()), named.asked, like="partnerships")
            yield {"quantity": "theme_share", "group": valence, "other": theme, **columns}


def _by_status(named: Named) -> Iterator[Row]:
    """Yield, for every factor and status, the share among those and the rest: difference, odds ratio, p."""
    known = named.status != UNKNOWN
    present, status, strata = named.present[known], named.status[known], named.strata[known]
    within = bool(named.strata.any())
    totals = f", totals kept{WITHIN}" if within else ""
    statuses = [one for one in STATUSES if (status == one).any()]
    left = f"{int((~known).sum())} partnerships of unknown status left out" if not known.all() else ""
    cells = []
    for place, factor in enumerate(named.factors):
        for one in statuses:
            inside, has = status == one, present[:, place]
            count, of = int((inside & has).sum()), int(inside.sum())
            columns = share_columns(count, of, like="partnerships")
            yield {"quantity": "factor_status_share", "metric": factor, "group": one, **columns, "note": left}
            if of < len(status):
                cells.append((factor, one, stratified_test(cells_by_stratum(inside, has, strata))))
    able = [k for k, cell in enumerate(cells) if cell[2].p_min <= LEVEL]
    corrected = dict(zip(able, holm([cells[k][2].p for k in able]), strict=True))
    for k, (factor, one, test) in enumerate(cells):
        base = {"metric": factor, "group": one, "other": "all others", "n": test.of}
        pair = (test.both, test.first), (test.second - test.both, test.of - test.first)
        low, high = difference_interval(*pair)
        refused = "" if k in corrected else f"no p: with these totals it cannot be below {test.p_min:.2g}"
        yield {
            **base,
            "quantity": "factor_status_difference",
            "value": pair[0][0] / pair[0][1] - pair[1][0] / pair[1][1],
            "low": low,
            "high": high,
            "p": math.nan if refused else test.p,
            "p_mid": math.nan if refused else test.p_mid,
            "p_min": test.p_min,
            "p_adjusted": corrected.get(k, math.nan),
            "target": f"these partnerships: factor unrelated to status{INFORMANT if within else ALONE}",
            "method": f"Fisher's exact test, two-sided{totals}; interval: Newcombe's hybrid score, 95%; "
            f"p_adjusted: Holm over {len(able)} pairs of factor and status that could reach .05",
            "note": joined(refused, left),
        }
        ratio = test.odds_ratio
        why = "" if ratio == ratio else "undefined: no partnership in one of the four cells"  # noqa: PLR0124
        yield {**base, "quantity": "factor_status_odds_ratio", "value": ratio, "target": COUNT, "note": why}


def _common(named: Named) -> Iterator[Row]:
    """Yield the smaller of a factor's shares among struggling (or ended) and among potential partnerships."""
    failing, potential = np.isin(named.status, FAILING), named.status == "potential"
    n = int(failing.sum() + potential.sum())
    if not (failing.any() and potential.any()):
        return
    for place, factor in enumerate(named.factors):
        shares = [float(named.present[of, place].mean()) for of in (failing, potential)]
        row = {"metric": factor, "group": "struggling or ended", "other": "potential", "n": n, "target": COUNT}
        yield {"quantity": "common_share", "value": min(shares), **row, "note": "the smaller of the two shares"}


def _pairs(named: Named) -> Iterator[Row]:
    often = named.present.sum(axis=0)
    order = sorted(range(len(named.factors)), key=lambda k: (-often[k], named.factors[k]))[:MOST]
    kept = sorted(order)
    left = len(named.factors) - len(kept)
    note = f"{left} of {len(named.factors)} factors, the rarest, not held against the others" if left else ""
    for row in pair_rows([named.factors[k] for k in kept], named.present[:, kept], named.strata):
        yield {**row, "note": joined(row.get("note", ""), note)}


def _can(study: Study) -> bool:
    return "partnerships" in study.tables and says(study.tables.get("factors"), "factor")


LENS = Lens(
    "factors",
    "What helps or hinders partnerships, what goes together, and what do struggling and potential ones share?",
    "partnerships and factors.",
    _can,
    by_factor,
)
