"""Loops in a form that numba can compile; `compiled` does so, and numpy code elsewhere gives the same without it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[Any]

NAMES = ("mark", "bare", "meet", "semi_partial")
"""What there is to compile."""

STRIP, HELD, TOGETHER = 500, 65_536, 8
"""Cells worked on while they are in the nearest cache, or held in the next; relabellings at most."""


def mark(rows: Cells, bits: Cells, members: Cells, low: Any) -> None:  # noqa: ANN401 - a number of some width
    """Fill rows with random numbers, given in one row, in the low bits of which members stand."""
    size, n = rows.shape
    for b in range(size):
        row, drawn = rows[b], bits[b * n : (b + 1) * n]
        for j in range(n):
            row[j] = (drawn[j] & ~low) | members[j]


def bare(rows: Cells, low: Any, tied: Cells) -> None:  # noqa: ANN401
    """Leave only members in rows, and tell those in which two neighbours differed in nothing else."""
    size, n = rows.shape
    for b in range(size):
        row, nearest = rows[b], ~low
        for j in range(1, n):
            nearest = min(nearest, row[j - 1] ^ row[j])
        tied[b] = nearest <= low
        for j in range(n):
            row[j] &= low


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


def semi_partial(  # noqa: C901, PLR0912 - a compiled loop calls nothing
    rows: Cells, left: Cells, response: Cells, basis: Cells, scale: tuple[float, float], robust: bool, out: Cells
) -> None:
    """Return what `mrqap` needs of every relabelling of what other predictors leave of one.

    Matrices have zeros where no cell counts, and are one row each but for ``left``; ``basis`` has an even number of
    rows, two or more, some of zeros if need be; ``scale`` has the squares to begin with, and what a cell counts.
    ``out`` gets the sum of products with the response, the squares that are left once ``basis`` is taken out, and,
    where ``robust``, the squares of what is left times the residual. A strip of the matrices is read once for some
    relabellings, and the two first rows of ``basis`` together with the response: the loop waits for memory.
    """
    count, n = rows.shape
    others, cells = basis.shape
    step, group = max(1, STRIP // n) * n, max(1, min(TOGETHER, HELD // cells))
    share, slope, drawn = np.empty((group, others)), np.empty(group), np.empty((group, cells))
    rest, half = scale
    for begin in range(0, count, group):
        those = min(group, count - begin)
        share[:] = 0.0
        out[:, begin : begin + those] = 0.0
        for first in range(0, cells, step):
            y, q, r = response[first : first + step], basis[0, first : first + step], basis[1, first : first + step]
            for g in range(those):
                p, e = rows[begin + g], drawn[g, first : first + step]
                for i in range(len(e) // n):
                    row, to = left[p[first // n + i]], e[i * n : (i + 1) * n]
                    for j in range(n):
                        to[j] = row[p[j]]
                of_y, of_q, of_r = 0.0, 0.0, 0.0
                for k in range(len(e)):
                    of_y += e[k] * y[k]
                    of_q += e[k] * q[k]
                    of_r += e[k] * r[k]
                out[0, begin + g] += of_y
                share[g, 0] += of_q
                share[g, 1] += of_r
                for m in range(2, others, 2):
                    s, t, of_s, of_t = basis[m, first : first + step], basis[m + 1, first : first + step], 0.0, 0.0
                    for k in range(len(e)):
                        of_s += e[k] * s[k]
                        of_t += e[k] * t[k]
                    share[g, m] += of_s
                    share[g, m + 1] += of_t
        for g in range(those):
            size = rest
            for m in range(others):
                share[g, m] *= half
                size -= share[g, m] * share[g, m]
            out[0, begin + g] *= half
            out[1, begin + g] = size
            slope[g] = out[0, begin + g] / size if size > 0.0 else 0.0
        for first in range(0, cells if robust else 0, step):
            y, q, r = response[first : first + step], basis[0, first : first + step], basis[1, first : first + step]
            for g in range(those):
                e = drawn[g, first : first + step]
                for m in range(2, others, 2):
                    s, t = basis[m, first : first + step], basis[m + 1, first : first + step]
                    of_s, of_t = share[g, m], share[g, m + 1]
                    for k in range(len(e)):
                        e[k] -= of_s * s[k] + of_t * t[k]
                of_y, of_q, of_r, squares = slope[g], share[g, 0], share[g, 1], 0.0
                for k in range(len(e)):
                    v = e[k] - of_q * q[k] - of_r * r[k]
                    u = v * (y[k] - of_y * v)
                    squares += u * u
                out[2, begin + g] += half * squares
