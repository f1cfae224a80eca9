"""Trophic levels, spring ranks and David's score: numpy written elsewhere, least squares, and a form solved by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
from checks_first_set import weighted_directed
from metric_references import graph
from oracle_checks import Check, stored

from sna.metrics import sketch
from sna.model import Network

KNOKE, ADVICE, FRIENDS, REPORTS = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_friendship",
    "krackhardt_reportsto",
)
BY_HAND = "A>B:2 A>C:1 B>C:3"
"""Least of 2(b−1)² + (c−1)² + 3(c−b−1)²: 5b − 3c = −1 and 4c − 3b = 4, so b = 8/11 and c = 17/11."""
SOLVED = "solved by hand: 5b − 3c = −1, 4c − 3b = 4"


def least_squares(network: Network) -> Any:
    """Return weighted levels by numpy's least squares: one equation h_j − h_i = 1 for each tie, the lowest at 0."""
    ties, root = network.ties, np.sqrt(network.ties.weight)
    climbs = np.zeros((network.m, network.n))
    climbs[np.arange(network.m), ties.receiver] = root
    climbs[np.arange(network.m), ties.sender] = -root
    levels = np.linalg.lstsq(climbs, root, rcond=None)[0]
    return levels - levels.min()


def upside_down(levels: Any) -> Any:
    """Return ranks from levels."""
    return levels.max() - levels


LSTSQ = f"numpy {np.__version__} lstsq, one equation for each tie"
CHECKS = [
    *(stored("trophic_level", n, f"{n}.py", "trophic", "levels") for n in (KNOKE, ADVICE, FRIENDS, REPORTS)),
    *(
        stored("springrank", n, f"{n}.py", "springrank", "scores", parameters={"alpha": 0})
        for n in (KNOKE, ADVICE, FRIENDS, REPORTS)
    ),
    *(
        stored("springrank_regularised", n, f"{n}.py", "springrank", "scores", parameters={"alpha": 0.1})
        for n in (KNOKE, ADVICE, FRIENDS, REPORTS)
    ),
    *(stored("davids_score", n, f"{n}.py", "landau_david", "davids_score") for n in (KNOKE, ADVICE)),
    Check(
        "weighted_trophic_level",
        BY_HAND,
        lambda: sketch(BY_HAND),
        lambda: np.array([0, 8, 17]) / 11,
        SOLVED,
    ),
    Check(
        "weighted_springrank",
        BY_HAND,
        lambda: sketch(BY_HAND),
        lambda: np.array([17, 9, 0]) / 11,
        SOLVED,
    ),
    Check(
        "weighted_trophic_level",
        "karate, ties sent by the smaller id",
        weighted_directed,
        lambda: least_squares(weighted_directed()),
        LSTSQ,
        1e-9,
    ),
    Check(
        "weighted_springrank",
        "karate, ties sent by the smaller id",
        weighted_directed,
        lambda: upside_down(least_squares(weighted_directed())),
        LSTSQ,
        1e-9,
    ),
    Check("trophic_level", ADVICE, lambda: graph(ADVICE), lambda: least_squares(graph(ADVICE)), LSTSQ, 1e-9),
]
