"""One layer in several waves → square matrices over one list of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sna.errors import OutputError, Problem
from sna.io.formats.network_file import WEIGHT, NetworkFile, Relation

MISSING, NOT_IN_WAVE = "NA", "10"
Matrix = list[list[str]]


@dataclass(frozen=True)
class LayerMatrices:
    """The matrices of one layer, wave by wave: ties, and weights where any differs from 1."""

    layer: str
    ties: Mapping[str, Matrix]
    weights: Mapping[str, Matrix]


def layer_matrices(layer: str, waves: Mapping[str, NetworkFile], actors: Sequence[str]) -> LayerMatrices:
    """Return the matrices of a layer.

    A cell of ties is 1, 0, ``NA`` where the pair was not observed in that wave, ``10`` where one of the two
    organisations is not in the wave at all.

    Raises
    ------
    OutputError
        If the layer is directed in one wave and not in another, or has negative weights.
    """
    relations = {name: _relation(layer, network) for name, network in waves.items()}
    if len({relation.directed for relation in relations.values() if relation}) > 1:
        message = f"Layer '{layer}' has a direction in one wave and none in another."
        raise OutputError(Problem("E856", message, hint="Declare it the same way in every wave."))
    ties, weights = {}, {}
    for name, network in waves.items():
        present = {row[0] for row in network.organisations.cells}
        relation = relations[name]
        strengths = _strengths(relation) if relation else None
        ties[name] = _matrix(strengths, present, actors, NOT_IN_WAVE)
        weights[name] = _matrix(strengths, present, actors, MISSING, as_weights=True)
    given = {row[2] for relation in relations.values() if relation for row in relation.ties.cells if _weighed(relation)}
    plain = all(not weight or float(weight) in (0.0, 1.0) for weight in given)
    if any(weight.startswith("-") and float(weight) < 0 for weight in given):
        message = f"Layer '{layer}' has negative weights, and RSiena's networks have ties or none."
        raise OutputError(Problem("E856", message, hint="Write positive and negative ties as two layers."))
    return LayerMatrices(layer, ties, {} if plain else weights)


def _weighed(relation: Relation) -> bool:
    return WEIGHT in relation.ties.headings


def _relation(layer: str, network: NetworkFile) -> Relation | None:
    return next((relation for relation in network.relations if relation.name == layer), None)


def _strengths(relation: Relation) -> dict[tuple[str, str], str]:
    strengths = {}
    for row in relation.ties.cells:
        strength = (row[2] or MISSING) if _weighed(relation) else "1"
        strengths[row[0], row[1]] = strength
        if not relation.directed:
            strengths[row[1], row[0]] = strength
    return strengths


def _matrix(
    strengths: Mapping[tuple[str, str], str] | None,
    present: set[str],
    actors: Sequence[str],
    absent: str,
    *,
    as_weights: bool = False,
) -> Matrix:
    """Return one wave; without strengths, nobody was asked."""

    def cell(sender: str, receiver: str) -> str:
        if sender == receiver:
            return "0"
        if sender not in present or receiver not in present:
            return absent
        if strengths is None:
            return MISSING
        strength = strengths.get((sender, receiver), "0")
        if strength == MISSING or as_weights:
            return strength
        return "1" if float(strength) else "0"

    return [[cell(sender, receiver) for receiver in actors] for sender in actors]
