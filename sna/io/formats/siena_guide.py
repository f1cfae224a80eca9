"""The page that goes with RSiena files: which file is what, what codes stand for, and how to read them in R."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sna.io.formats.covariates import Covariate


@dataclass(frozen=True)
class GuidedLayer:
    """A layer's files, wave by wave; no files of weights where ties have none."""

    name: str
    ties: Sequence[str]
    weights: Sequence[str]


def guide(
    layers: Sequence[GuidedLayer], covariates: Mapping[str, Covariate], waves: Sequence[str], actors: int
) -> bytes:
    """Return the page.

    Parameters
    ----------
    layers
        Layers with their files.
    covariates
        File → covariate.
    waves
        Names of the waves, in their order.
    actors
        Number of actors.
    """
    listed = "; ".join(f"{number} {name}" for number, name in enumerate(waves, 1))
    lines = [
        "Networks for RSiena",
        "",
        f"{actors} actors, in the order of actors.csv in every file. Waves: {listed}.",
        "",
        "In a matrix of ties a row sends and a column receives: 1 a tie, 0 none, NA not observed in that wave,",
        "10 one of the two organisations is not in the network in that wave (a structural zero).",
        "A matrix of weights has the strength of each tie, and NA where it is not known.",
        "",
    ]
    for layer in layers:
        lines += [f"Layer '{layer.name}': {', '.join(layer.ties)}"]
        lines += [f"  weights: {', '.join(layer.weights)}"] if layer.weights else []
    for file, covariate in covariates.items():
        when = "changing, one column a wave" if covariate.changing else "constant"
        lines.append(f"Covariate '{covariate.heading}' ({when}): {file}")
        lines += [f"  {code} = {value}" for value, code in covariate.codes.items()]
    if any(covariate.codes for covariate in covariates.values()):
        lines += ["", "Codes stand for categories, not amounts: use them with effects of the same value (sameX)."]
    lines += ["", "In R:", "", *_snippet(layers, covariates, len(waves), actors), ""]
    return "\n".join(lines).encode()


def _snippet(layers: Sequence[GuidedLayer], covariates: Mapping[str, Covariate], waves: int, actors: int) -> list[str]:
    used: set[str] = set()
    lines = [
        "library(RSiena)",
        'read_matrix <- function(file) as.matrix(read.table(file, na.strings = "NA"))',
        f"n <- {actors}",
    ]
    for layer in layers:
        name = variable(layer.name or "network", used)
        lines.append(f"{name} <- sienaDependent({_array(layer.ties, waves)})")
        if layer.weights:
            weights = variable(f"{layer.name} weights", used)
            kind = "varDyadCovar" if waves > 1 else "coDyadCovar"
            value = _array(layer.weights, waves) if waves > 1 else _read(layer.weights[0])
            lines.append(f"{weights} <- {kind}({value})")
    for file, covariate in covariates.items():
        kind = "varCovar" if covariate.changing else "coCovar"
        value = _read(file) if covariate.changing else f'scan("{file}", na.strings = "NA")'
        lines.append(f"{variable(covariate.heading, used)} <- {kind}({value})")
    return [*lines, f"data <- sienaDataCreate({', '.join(sorted(used))})"]


def _array(files: Sequence[str], waves: int) -> str:
    return f"array(c({', '.join(map(_read, files))}), dim = c(n, n, {waves}))"


def _read(file: str) -> str:
    return f'read_matrix("{file}")'


def variable(name: str, used: set[str]) -> str:
    """Return a name that R takes for a variable, unlike those in use, and note it.

    Examples
    --------
    >>> variable("Joint roles", {"n"}), variable("2nd tier", set()), variable("a", {"a"})
    ('joint_roles', 'x_2nd_tier', 'a_2')
    """
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "x"
    base = plain if plain[0].isalpha() and plain not in _OWN else f"x_{plain}"
    found, number = base, 1
    while found in used:
        number += 1
        found = f"{base}_{number}"
    used.add(found)
    return found


_OWN = {
    "n",
    "c",
    "data",
    "read_matrix",
    "array",
    "scan",
    "if",
    "else",
    "for",
    "in",
    "while",
    "repeat",
    "function",
    "next",
}
