"""What a graph library draws at random, always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def same_draws() -> Iterator[None]:
    """Let igraph draw the same numbers each time: some of its solvers start from a random vector.

    Examples
    --------
    >>> import igraph
    >>> def drawn():
    ...     with same_draws():
    ...         return igraph.Graph.Erdos_Renyi(9, m=9).get_edgelist()
    >>> drawn() == drawn()
    True
    """
    import igraph

    igraph.set_random_number_generator(random.Random(0))  # noqa: S311 - where a solver starts is no secret
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
