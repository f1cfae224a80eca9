"""Sentences on which of two layers of ties came first."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sna.draw.wording import among, layer_words, p_value, percent
from sna.lenses.commitments import ALREADY
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd

SURE = 0.05


def order_sentences(table: pd.DataFrame, study: Study) -> Iterator[str]:
    """Yield which of two layers came first, and which layers cannot tell."""
    firsts = table[(table["quantity"] == "layer_first") & table["p"].notna()]
    for row in firsts.to_dict("records"):
        declared = row["layer"] in study.commitments and row["other"] in study.commitments
        first, second = (row["layer"], row["other"]) if row["value"] >= 0.5 else (row["other"], row["layer"])  # noqa: PLR2004
        share = max(row["value"], 1 - row["value"])
        yield (
            f"{layer_words(first)} came before {layer_words(second)} in {percent(share)} of {row['n']:.0f} pairs that "
            f"had one before the other ({p_value(row['p'])} if each pair were a coin on its own)"
            f"{_lightest(row) if declared else ''}."
        )
    yield from _unfit_to_come_second(table)


def _unfit_to_come_second(table: pd.DataFrame) -> Iterator[str]:
    """Yield for each layer that ties every pair from the start that nothing can be said of what came first."""
    rows = table[(table["quantity"] == "layer_first") & table["note"].str.contains(ALREADY, regex=False)]
    others: dict[str, list[str]] = {}
    said: dict[str, str] = {}
    for row in rows.to_dict("records"):
        for clause in row["note"].removeprefix("no p: ").split("; "):
            layer, already, rest = clause.partition(f" {ALREADY} ")
            if already:
                others.setdefault(layer, []).append(row["other"] if layer == row["layer"] else row["layer"])
                said[layer] = f"{ALREADY} {rest}"
    for layer, names in others.items():
        against = among([layer_words(name) for name in names])
        yield f"{layer_words(layer)}: this layer {said[layer]}; the data cannot tell which came first, it or {against}."


def _lightest(row: Mapping[Hashable, Any]) -> str:
    """Return whether what commits to less came first, as a clause; ``layer`` is the lighter of the two."""
    lighter = layer_words(row["layer"])
    if row["p"] > SURE:
        return f"; whether the lighter commitment ({lighter}) comes first, the data cannot tell"
    way = "lighter commitment first" if row["value"] > 0.5 else "heavier commitment first"  # noqa: PLR2004
    return f": {way} ({lighter} is declared the lighter)"
