"""How sure the change of one measure is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sna.infer import LabelTest, Pairs, Swaps, SwapTest


@dataclass(frozen=True)
class Certainty:
    """How sure the change of one measure is.

    Attributes
    ----------
    pairs
        The pairs it rests on: of ties, or of strengths.
    refused
        Why there is no p; empty where there is.
    swap, swaps
        The swap test and its reference set.
    reach
        Half the width of the 95 % interval.
    modelled
        Whether the interval minds the spread under the model as well.
    given_density, density
        The test that keeps the change in density, with its reference set, for measures of structure.
    labels
        The test that deals out labels to organisations' changes, for gaps.
    p_adjusted
        The p corrected for the step's other measures; ``nan`` where it is not.
    """

    pairs: Pairs
    refused: str
    swap: SwapTest | None = None
    swaps: Swaps | None = None
    reach: float = math.nan
    modelled: bool = False
    given_density: SwapTest | None = None
    density: Swaps | None = None
    labels: LabelTest | None = None
    p_adjusted: float = math.nan
