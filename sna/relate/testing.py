"""How to test, and a test as the columns of a finding."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.errors import Problem, UsageError, nearest
from sna.infer import LabelTest, Stream, sampled, spread_caution
from sna.model import Study
from sna.relate.terms import Term

Row = Mapping[str, Any]
Names = str | Sequence[str] | None

Values = npt.NDArray[np.float64]

LEVEL = 0.05
VARYING = "the smaller group's ties vary more"


@dataclass(frozen=True)
class Testing:
    """Size of a random sample, whether to go through everything instead, the seed, and which facts to keep."""

    permutations: int = 9_999
    exact: bool = False
    seed: int = 0
    filters: Mapping[str, str | Sequence[str]] = field(default_factory=dict)

    def stream(self, *names: str) -> Stream:
        """Return the stream of random numbers of one test."""
        return Stream(self.seed, names)

    def columns(self, test: LabelTest, name: str, refused: str) -> dict[str, Any]:
        """Return the columns that a test by relabelling fills, without its p where it is refused."""
        if test.exact:
            how = f"exact, all {test.resamples} relabellings"
        else:
            how = sampled(test.resamples, "relabellings", math.nan if refused else test.error)
        return {
            "p": math.nan if refused else test.p,
            "p_mid": math.nan if refused else test.p_mid,
            "p_min": test.p_min,
            "method": f"{name}, two-sided, {how}",
            "resamples": test.resamples,
            "seed": math.nan if test.exact else self.seed,
        }


@dataclass(frozen=True)
class Remarks:
    """What must be known of a term of a regression.

    Attributes
    ----------
    refused
        Why it has no p; empty where it has one.
    left
        Whom and what was left out.
    near
        What else weakens p.
    rated
        What the term and the response mean where they are of ratings.
    groups
        How the organisations of each group are tied, where the term is of groups.
    """

    refused: str
    left: tuple[str, ...]
    near: str = ""
    rated: tuple[str, ...] = ()
    groups: tuple[Values, ...] = ()

    def note(self, refused: str, p: float) -> str:
        """Return the note of a finding with this p, or with the reason why there is none."""
        doubt = spread_caution(p, self.groups, varying=VARYING) if self.groups else ""
        return joined(refused, *self.rated, *self.left, self.near, doubt)


def too_coarse(test: LabelTest) -> str:
    """Return why a test has no p, where its smallest possible p is no small one."""
    return f"no p: with these ties it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""


def joined(*notes: str) -> str:
    """Return notes as one, blank ones left out."""
    return "; ".join(note for note in notes if note)


def chosen_snapshots(study: Study, asked: Names) -> tuple[str, ...]:
    """Return the snapshots that were asked for, in the study's order; all where none was."""
    return _chosen(asked, study.snapshots.names, "snapshot")


def tested_snapshots(study: Study, asked: Names, terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the snapshots to test; once only where every layer of the terms names its own and none was asked for."""
    own = [term.snapshot for term in terms if term.is_layer]
    return (own[0],) if own and all(own) and not asked else chosen_snapshots(study, asked)


def chosen_layers(study: Study, asked: Names) -> tuple[str, ...]:
    """Return the layers that were asked for, in the study's order; all where none was."""
    return _chosen(asked, tuple(study.layers), "layer")


def _chosen(asked: Names, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    names = (asked,) if isinstance(asked, str) else tuple(asked or known)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(
            [Problem("E401", f"There is no {what} '{name}'.", hint=nearest(name, known)) for name in unknown]
        )
    return tuple(name for name in known if name in names)
