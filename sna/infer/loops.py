"""Loops in a form that numba can compile; `compiled` does so, and numpy code elsewhere gives the same without it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[Any]

NAMES = ("shuffle", "meet", "semi_partial")
"""What there is to compile."""


def shuffle(below: Cells, places: Cells) -> None:
    """Fill rows with relabellings: shuffle members inside out by numbers below 2³²."""
    size, n = places.shape
    for b in range(size):
        numbers, row = below[b], places[b]
        row[0] = 0
        for i in range(1, n):
            j = (np.uint64(numbers[i - 1]) * np.uint64(i + 1)) >> np.uint64(32)
            row[i] = row[j]
            row[j] = i


def meet(places: Cells, here: Cells, there: Cells, masks: Cells, met: Cells) -> None:  # noqa: C901
    """Count the ties of one network that meet a tie of another after relabelling; both are rows of bits.

    ``there`` has a row of bits for every receiver. Its rows are put in their new order, turned into rows for senders
    (64 × 64 bits at a time, by exchanging ever smaller squares) and held against the other's: what it costs does not
    depend on how many ties there are.
    """
    size, n = places.shape
    words = here.shape[1]
    turned = np.zeros((words, words, 64), dtype=np.uint64)
    for b in range(size):
        p = places[b]
        for word in range(words):
            for r in range(n):
                turned[word, r >> 6, r & 63] = there[p[r], word]
        for word in range(words):
            for block in range(words):
                z = turned[word, block]
                half = 32
                for step in range(6):
                    mask, shift = masks[step], np.uint64(half)
                    for low in range(0, 64, 2 * half):
                        for k in range(low, low + half):
                            swapped = ((z[k] >> shift) ^ z[k + half]) & mask
                            z[k + half] ^= swapped
                            z[k] ^= swapped << shift
                    half //= 2
        count = np.uint64(0)
        for s in range(n):
            u = p[s]
            for block in range(words):
                v = here[s, block] & turned[u >> 6, block, u & 63]
                v = v - ((v >> np.uint64(1)) & np.uint64(0x5555555555555555))
                v = (v & np.uint64(0x3333333333333333)) + ((v >> np.uint64(2)) & np.uint64(0x3333333333333333))
                v = (v + (v >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
                count += (v * np.uint64(0x0101010101010101)) >> np.uint64(56)
        met[b] = count


def semi_partial(  # noqa: C901
    places: Cells, left: Cells, response: Cells, basis: Cells, scale: tuple[float, float], out: Cells
) -> None:
    """Return what `mrqap` needs of every relabelling of what other predictors leave of one.

    Matrices have zeros where no cell counts; ``scale`` has the squares to begin with, and what a cell counts. ``out``
    gets the sum of products with the response, the squares that are left once ``basis`` is taken out, and the squares
    of what is left times the residual.
    """
    count, n = places.shape
    width = basis.shape[0]
    share = np.empty(width)
    drawn = np.empty((n, n))
    for b in range(count):
        p = places[b]
        product = 0.0
        share[:] = 0.0
        for i in range(n):
            row, e, y = left[p[i]], drawn[i], response[i]
            part = 0.0
            for j in range(n):
                value = row[p[j]]
                e[j] = value
                part += value * y[j]
            product += part
            for m in range(width):
                q = basis[m, i]
                part = 0.0
                for j in range(n):
                    part += e[j] * q[j]
                share[m] += part
        rest, half = scale
        product *= half
        for m in range(width):
            share[m] *= half
            rest -= share[m] * share[m]
        slope = product / rest if rest > 0.0 else 0.0
        robust = 0.0
        for i in range(n):
            e, y = drawn[i], response[i]
            for m in range(width):
                q, taken = basis[m, i], share[m]
                for j in range(n):
                    e[j] -= taken * q[j]
            part = 0.0
            for j in range(n):
                u = e[j] * (y[j] - slope * e[j])
                part += u * u
            robust += part
        out[0, b], out[1, b], out[2, b] = product, rest, half * robust
