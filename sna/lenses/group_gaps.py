"""How far groups of organisations are apart in a number of each, by dealing out their labels."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import refusal, test_columns
from sna.contrast.groups import groups_at, said
from sna.infer import mean_difference_tests
from sna.lenses.lens import Looking
from sna.lenses.shares import joined


def group_gaps(looking: Looking, values: npt.NDArray[np.float64], *names: str) -> Iterator[dict[str, Any]]:
    """Yield the difference of means of every two groups of the contrast, with its label-permutation test.

    Parameters
    ----------
    looking
        The study, its groups, and how to test; nothing comes of it without groups.
    values
        A number for each organisation of the roster; ``NaN`` where it has none: it is then left out.
    names
        Of the stream of random numbers.
    """
    if looking.contrast is None:
        return
    groups = groups_at(looking.contrast, looking.study.roster)
    for first, second in looking.contrast.pairs:
        one, other = (
            np.flatnonzero((groups == looking.contrast.groups.index(group)) & ~np.isnan(values))
            for group in (first, second)
        )
        base: dict[str, Any] = {
            "quantity": "difference",
            "group": said(first),
            "other": said(second),
            "n": len(one) + len(other),
        }
        if not (len(one) and len(other)):
            yield {**base, "value": math.nan, "note": "a group has no organisation with a number"}
            continue
        places = np.sort(np.concatenate([one, other]))
        test = mean_difference_tests(
            values[places, None],
            np.isin(places, one),
            permutations=looking.testing.permutations,
            exact=looking.testing.exact,
            stream=looking.testing.stream(*names, first, second),
        )[0]
        refused = refusal(test, min(len(one), len(other)))
        yield {
            **base,
            "value": test.value,
            **test_columns(test, looking.testing, refused),
            "note": joined(refused, "difference of the means of organisations"),
        }
