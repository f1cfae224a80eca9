"""Networks of several waves → files that RSiena reads: matrices over one list of actors, covariates, what is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sna.errors import OutputError, Problem
from sna.io.file_names import slug, slugs
from sna.io.formats.covariates import Covariate, covariate_of, headings_of, values_of
from sna.io.formats.holding import check_held
from sna.io.formats.holds import Holds
from sna.io.formats.network_file import NAME, NetworkFile
from sna.io.formats.siena_guide import GuidedLayer, guide
from sna.io.formats.wave_matrices import LayerMatrices, Matrix, layer_matrices
from sna.io.formats.write_csv import table

HOLDS = Holds("RSiena", relations="any", tie_attributes=False, parallel=False)
MOST_ACTORS = 5_000
ENOUGH_WAVES = 2


def write_rsiena(waves: Mapping[str, NetworkFile], said: list[Problem]) -> dict[str, bytes]:
    r"""Return the files of networks observed in several waves: name → bytes.

    Parameters
    ----------
    waves
        Name of a wave → its network, in their order; layers are told apart by the names of relations.
    said
        Takes what is worth saying.

    Returns
    -------
    dict
        A matrix a layer and wave, one of weights where ties have any, covariates in numbers, the list of actors with
        their names and whatever text is no covariate, and ``README.txt`` with what is what and a snippet for R.

    Raises
    ------
    OutputError
        If a layer is two-mode or has the same tie twice, or there are too many actors for matrices.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation, Rows
    >>> ties = Relation("trust", directed=True, ties=Rows(("from", "to"), (("A", "B"),), (1,)))
    >>> network = NetworkFile("study", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> files = write_rsiena({"before": network, "after": network}, [])
    >>> sorted(files)
    ['README.txt', 'actors.csv', 'trust-1-before.txt', 'trust-2-after.txt']
    >>> files["trust-1-before.txt"]
    b'0 1\n0 0\n'
    """
    for network in waves.values():
        check_held(network, HOLDS, said)
    actors = sorted({row[0] for network in waves.values() for row in network.organisations.cells})
    if len(actors) > MOST_ACTORS:
        message = f"RSiena's files are matrices, and {len(actors):,} actors are more than {MOST_ACTORS:,}."
        raise OutputError(Problem("E856", message, hint="Choose fewer organisations."))
    if len(waves) < ENOUGH_WAVES:
        said.append(Problem("W857", "RSiena models change between waves, and there is one wave.", hint="Give two."))
    names = dict.fromkeys(relation.name for network in waves.values() for relation in network.relations)
    layers = [layer_matrices(name, waves, actors) for name in names]
    files: dict[str, bytes] = {}
    stems = slugs(layer.layer or "network" for layer in layers)
    guided = [_layer_files(layer, stems[layer.layer or "network"], files) for layer in layers]
    covariates, rest = _covariates(waves, actors, files)
    files["actors.csv"] = _actors(waves, actors, rest)
    files["README.txt"] = guide(guided, covariates, list(waves), len(actors))
    return files


def _layer_files(layer: LayerMatrices, stem: str, files: dict[str, bytes]) -> GuidedLayer:
    names: dict[str, list[str]] = {"ties": [], "weights": []}
    for what, matrices in (("ties", layer.ties), ("weights", layer.weights)):
        for number, (wave, matrix) in enumerate(matrices.items(), 1):
            part = "" if what == "ties" else "-weights"
            name = f"{stem}{part}-{number}-{slug(wave)}.txt"
            files[name] = _text(matrix)
            names[what].append(name)
    return GuidedLayer(layer.layer, names["ties"], names["weights"])


def _covariates(
    waves: Mapping[str, NetworkFile], actors: Sequence[str], files: dict[str, bytes]
) -> tuple[dict[str, Covariate], list[str]]:
    """Add the files of covariates; return file → covariate, and the columns that make none."""
    covariates, rest = {}, []
    stems = slugs(headings_of(waves))
    for heading, stem in stems.items():
        covariate = covariate_of(heading, waves, actors)
        if covariate is None:
            rest.append(heading)
            continue
        name = f"covariate-{stem}.txt"
        covariates[name] = covariate
        files[name] = _text(covariate.rows)
    return covariates, rest


def _actors(waves: Mapping[str, NetworkFile], actors: Sequence[str], rest: Sequence[str]) -> bytes:
    """Return the list of actors; a column that changes has its last value."""
    named = any(NAME in network.organisations.headings for network in waves.values())
    headings = [*([NAME] if named else []), *rest]
    last: list[dict[str, str]] = []
    for heading in headings:
        merged: dict[str, str] = {}
        for wave in values_of(heading, waves):
            merged |= {actor: value for actor, value in wave.items() if value}
        last.append(merged)
    rows = [(str(place), actor, *(values.get(actor, "") for values in last)) for place, actor in enumerate(actors, 1)]
    return table(["actor", "organisation", *headings], rows, guard=True)


def _text(matrix: Matrix | Sequence[Sequence[str]]) -> bytes:
    return "".join(" ".join(row) + "\n" for row in matrix).encode()
