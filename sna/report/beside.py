"""What a second process does while this one works: the same results and the same pictures, sooner."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sna import draw
from sna.report.blocks import Block, Drawn

Result = TypeVar("Result")

LARGEST_SVG = 1_000_000
SCREEN_DPI = 200


@dataclass(frozen=True)
class Rendered:
    """A figure as files, and as it stands in a page.

    Attributes
    ----------
    png, svg
        The files.
    screen
        What a page shows: SVG with text, or PNG as base64 where thousands of marks would make the SVG too heavy.
    vector
        Whether that is SVG.
    """

    png: bytes
    svg: bytes
    screen: str
    vector: bool


Begun = dict[Drawn, "Future[Rendered]"]
"""Figure → its pictures, as soon as another process has drawn them."""


def rendered(picture: draw.Picture) -> Rendered:
    """Draw a figure for its files and for a page."""
    png, svg = draw.render(picture, "png"), draw.render(picture, "svg")
    screen = draw.render(picture, "svg", text=True)
    if len(screen) <= LARGEST_SVG:
        return Rendered(png, svg, screen.decode(), vector=True)
    small = draw.render(picture, "png", dpi=SCREEN_DPI)
    return Rendered(png, svg, base64.b64encode(small).decode(), vector=False)


def meanwhile(
    beside: Executor | None, function: Callable[..., Result], *args: object, **asked: object
) -> Callable[[], Result]:
    """Begin to work something out elsewhere; return a function that gives the result, or works it out here if need be.

    Parameters
    ----------
    beside
        What works elsewhere; ``None`` where nothing does.
    function, args, asked
        What to call, and with what.

    Examples
    --------
    >>> meanwhile(None, sum, [1, 2])()
    3
    """
    here = partial(function, *args, **asked)
    future = _begun(beside, here)

    def result() -> Result:
        if future is None:
            return here()
        try:
            return future.result()
        except Exception:  # noqa: BLE001 - whatever went wrong there shows itself here, as it would without a process
            return here()

    return result


def handing_out(blocks: Iterable[Block], beside: Executor | None, begun: Begun) -> Iterator[Block]:
    """Yield blocks; figures among them are given to another process to draw, and noted in ``begun``."""
    for block in blocks:
        if isinstance(block, Drawn) and beside is not None:
            # A copy, so that nothing is shared with what this process does to the figure before it is handed over.
            future = _begun(beside, partial(rendered, deepcopy(block.picture)))
            if future is not None:
                begun[block] = future
        yield block


def pictures(figures: Sequence[Drawn], begun: Mapping[Drawn, Future[Rendered]]) -> dict[Drawn, Rendered]:
    """Return the pictures of every figure: those that nobody has begun are drawn here, from the last backwards."""
    found: dict[Drawn, Rendered] = {}
    for figure in reversed(figures):
        future = begun.get(figure)
        if future is None or future.cancel():
            found[figure] = rendered(figure.picture)
    for figure in figures:
        if figure not in found:
            try:
                found[figure] = begun[figure].result()
            except Exception:  # noqa: BLE001 - as above
                found[figure] = rendered(figure.picture)
    return found


def _begun(beside: Executor | None, here: Callable[[], Result]) -> Future[Result] | None:
    try:
        return None if beside is None else beside.submit(here)
    except (OSError, RuntimeError):
        return None
