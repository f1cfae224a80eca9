"""Small networks in a line of text, for examples and for trying a measure out."""

from __future__ import annotations

from sna.model import Layer, Network, Roster, Ties


def sketch(drawing: str, *, weighted: bool = True) -> Network:
    """Return the network that a line of text draws.

    Parameters
    ----------
    drawing
        Words set apart by blanks: ``A>B`` a tie from A to B, ``A-B`` an undirected tie, ``A>B:3`` a tie of strength 3,
        ``A`` an organisation, with or without ties. One network is either directed or undirected; without any tie it
        is directed.
    weighted
        Whether strengths count; otherwise every tie has strength 1.

    Returns
    -------
    Network
        Organisations named as in the drawing.

    Raises
    ------
    ValueError
        If the drawing mixes directed and undirected ties.

    Examples
    --------
    >>> network = sketch("A>B:3 B>C D")
    >>> print(network)
    sketch: 4 organisations, 2 ties (directed)
    >>> network.ties.weight.tolist()
    [3.0, 1.0]
    """
    if ">" in drawing and "-" in drawing:
        raise ValueError("a sketch is either directed (A>B) or undirected (A-B)")
    directed = "-" not in drawing
    found: dict[str, None] = {}
    rows: list[tuple[str, str, float]] = []
    for word in drawing.split():
        pair, _, strength = word.partition(":")
        ends = pair.split(">" if directed else "-")
        found.update(dict.fromkeys(ends))
        if len(ends) > 1:
            rows.append((ends[0], ends[1], float(strength or 1) if weighted else 1.0))
    roster = Roster.of(found)
    ties = Ties.of([(roster.position[a], roster.position[b], w) for a, b, w in rows], directed=directed)
    return Network(roster, Layer("sketch", directed=directed), ties)
