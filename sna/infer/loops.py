"""Loops in a form that numba can compile; `compiled` does so, and numpy code elsewhere gives the same without it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[Any]

NAMES = ("meet", "semi_partial")
"""What there is to compile."""

STRIP = 10
"""Rows of a matrix that are worked on while they are in the nearest cache."""


def meet(rows: Cells, counts: Cells, receivers: Cells, there: Cells, met: Cells) -> None:
    """Count the ties of one network that meet a tie of another after relabelling, in two relabellings at a time.

    ``counts`` has the number of ties of every sender, ``receivers`` their other ends, ``there`` the other network's
    cells in one row. Indices have no sign: a negative one, which Python counts from the end, need not be looked for.
    """
    size, n = rows.shape
    for b in range(0, size, 2):
        last = min(b + 1, size - 1)
        p, q = rows[b], rows[last]
        tie, of_p, of_q = np.uint32(0), np.uint32(0), np.uint32(0)
        for sender in range(n):
            row_of_p, row_of_q = p[sender] * np.uint32(n), q[sender] * np.uint32(n)
            for _ in range(counts[sender]):
                receiver = receivers[tie]
                of_p += there[row_of_p + p[receiver]]
                of_q += there[row_of_q + q[receiver]]
                tie += np.uint32(1)
        met[b], met[last] = of_p, of_q


def semi_partial(  # noqa: C901
    rows: Cells, left: Cells, response: Cells, basis: Cells, scale: tuple[float, float], out: Cells
) -> None:
    """Return what `mrqap` needs of every relabelling of what other predictors leave of one.

    Matrices have zeros where no cell counts, and are one row each but for ``left``; ``scale`` has the squares to begin
    with, and what a cell counts. ``out`` gets the sum of products with the response, the squares that are left once
    ``basis`` is taken out, and the squares of what is left times the residual.
    """
    count, n = rows.shape
    share, drawn = np.empty(len(basis)), np.empty(n * n)
    step = STRIP * n
    for b in range(count):
        p = rows[b]
        product, robust = 0.0, 0.0
        share[:] = 0.0
        for first in range(0, n * n, step):
            e, y = drawn[first : first + step], response[first : first + step]
            for i in range(len(e) // n):
                row, to = left[p[first // n + i]], e[i * n : (i + 1) * n]
                for j in range(n):
                    to[j] = row[p[j]]
            for k in range(len(e)):
                product += e[k] * y[k]
            for m in range(len(basis)):
                q, part = basis[m, first : first + step], 0.0
                for k in range(len(e)):
                    part += e[k] * q[k]
                share[m] += part
        rest, half = scale
        product *= half
        for m in range(len(basis)):
            share[m] *= half
            rest -= share[m] * share[m]
        slope = product / rest if rest > 0.0 else 0.0
        for first in range(0, n * n, step):
            e, y = drawn[first : first + step], response[first : first + step]
            for m in range(len(basis)):
                q, taken = basis[m, first : first + step], share[m]
                for k in range(len(e)):
                    e[k] -= taken * q[k]
            for k in range(len(e)):
                u = e[k] * (y[k] - slope * e[k])
                robust += u * u
        out[0, b], out[1, b], out[2, b] = product, rest, half * robust
