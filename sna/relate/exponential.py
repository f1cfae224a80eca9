"""What makes ties hang together, all at once: exponential random graph models, by an optional package."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence
from sna.engines.exponential import Exponential, fit_exponential
from sna.errors import Problem, UsageError
from sna.model import Findings, Network, Study
from sna.relate.exponential_terms import ExponentialTerm, parse_model
from sna.relate.matrices import of_attribute
from sna.relate.terms import Term
from sna.relate.testing import Names, Row, joined, tested_snapshots

TARGET = "this model: networks that differ from it only by chance, given its terms"
NO_P = (
    "no p: it would hold only if no organisation drew more ties than the terms say; 'asymmetry' and 'mrqap' do without "
    "that"
)
BUNCHES = "ties made from who took part in what come in bunches, which these terms do not know of"
LARGEST = 200
"""More organisations than this are refused: simulated networks would take too long."""


def ergm(
    study: Study,
    formula: str,
    *,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    seed: int = 0,
) -> Findings:
    """Fit an exponential random graph model to a layer, snapshot by snapshot; needs the package ergmx.

    Parameters
    ----------
    study
        The study.
    formula
        ``LAYER ~ TERM + TERM``: ``edges``, ``mutual``, ``triangle``, ``gwesp(DECAY)``, ``nodematch(COLUMN)`` (both ends
        alike), ``nodefactor(COLUMN=VALUE)`` (ends with this value), ``nodeofactor`` and ``nodeifactor`` (sender,
        receiver with this value).
    snapshots
        Names; all where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.
    seed
        Of simulated networks; models whose terms take every pair by itself need none and are exact.

    Returns
    -------
    Findings
        For each snapshot and term (in ``other``) ``ergm_coefficient``, the log-odds of a tie per unit of the term, and
        ``ergm_standard_error`` as the model has it; ``ergm_log_likelihood``. There is no p and no interval: they would
        hold only if the terms said all that makes organisations differ. No estimate where networks of the model are
        nearly all alike, where a term divides ties from no ties, or where the search did not come to rest.

    Raises
    ------
    UsageError
        If the formula cannot be read, there is no such layer, snapshot, column or value, a term is for directed layers
        only, or there are more than 200 organisations.
    NoResultError
        If ergmx is not installed.

    References
    ----------
    Hunter, Handcock, Butts, Goodreau & Morris (2008), doi:10.18637/jss.v024.i03
    """
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    layer, terms = parse_model(formula)
    rows: list[Row] = []
    for snapshot in tested_snapshots(study, snapshots, (layer,)):
        network = study.network(layer.name, layer.snapshot or snapshot, **filters)
        _check(network, terms)
        model = _Model.of(study, network, terms)
        fit = fit_exponential(
            model.presence,
            model.observed,
            " + ".join(term.as_formula(f"a{place}") for place, term in enumerate(terms)),
            directed=network.directed,
            attributes=model.attributes,
            seed=seed,
        )
        rows += _rows(layer, terms, model, fit, seed)
    return Findings.of(rows, {})


@dataclass(frozen=True)
class _Model:
    """What a model is fitted to."""

    network: Network
    presence: npt.NDArray[np.bool_]
    observed: npt.NDArray[np.bool_]
    attributes: dict[str, list[str | float]]
    bunched: bool

    @classmethod
    def of(cls, study: Study, network: Network, terms: tuple[ExponentialTerm, ...]) -> _Model:
        """Gather ties and columns; pairs of an organisation without a value in a column are not observed."""
        known = np.ones(network.n, dtype=bool)
        attributes: dict[str, list[str | float]] = {}
        for place, term in enumerate(terms):
            if term.column:
                # Reads the column as a regression does, and raises the same errors.
                kind = Term("ends", term.column, term.value) if term.value else Term("same", term.column)
                of_attribute(kind, study, network.roster)
                column = network.roster.attributes[term.column]
                known &= np.array([value is not None for value in column])
                made = [float(value == term.value) if term.value else (value or "") for value in column]
                attributes[f"a{place}"] = made
        observed = np.asarray(network.observed, dtype=bool) & known[:, None] & known[None, :]
        bunched = study.is_two_mode(network.layer.name)
        return cls(network, as_presence(network) > 0, observed, attributes, bunched)

    def notes(self) -> list[str]:
        """Return what a reader must know of what was left out."""
        share = 1 if self.network.directed else 2
        left = (self.network.n * (self.network.n - 1) - int(self.observed.sum())) // share
        return [f"{left} pairs not observed or of unknown value, left out" if left else ""]


def _check(network: Network, terms: tuple[ExponentialTerm, ...]) -> None:
    wrong = [term for term in terms if term.needs_direction and not network.directed]
    if wrong:
        hint = "In an undirected layer: edges, triangle, gwesp(DECAY), nodematch(COLUMN), nodefactor(COLUMN=VALUE)."
        what = f"is for layers with a direction, and '{network.layer.name}' has none."
        raise UsageError([Problem("E707", f"'{term}' {what}", hint=hint) for term in wrong])
    if network.n > LARGEST:
        message = f"Exponential random graph models are fitted to at most {LARGEST} organisations here."
        hint = "Narrow the study, or export the network with 'sna convert'."
        raise UsageError(Problem("E707", message, value=str(network.n), hint=hint))


def _rows(layer: Term, terms: tuple[ExponentialTerm, ...], model: _Model, fit: Exponential, seed: int) -> Iterator[Row]:
    """Yield the findings of one snapshot."""
    network = model.network
    where = {"layer": str(layer), "snapshot": network.snapshot, "n": network.n, "target": TARGET}
    if fit.refused:
        for term in terms:
            note = joined(fit.refused, *model.notes())
            yield {**where, "quantity": "ergm_coefficient", "other": str(term), "value": math.nan, "note": note}
        return
    how = "exact" if fit.exact else "Monte Carlo"
    method = f"ERGM with {', '.join(map(str, terms))}; {how} maximum likelihood (ergmx)"
    base = {**where, "method": method, "seed": math.nan if fit.exact else seed}
    note = joined(NO_P, BUNCHES if model.bunched else "", *model.notes())
    for term, value, error in zip(terms, fit.coefficients, fit.errors, strict=True):
        row = {**base, "other": str(term)}
        yield {**row, "quantity": "ergm_coefficient", "value": value, "note": note}
        yield {**row, "quantity": "ergm_standard_error", "value": error, "note": "as the model has it"}
    note = joined(*model.notes())
    yield {**base, "quantity": "ergm_log_likelihood", "value": fit.log_likelihood, "note": note}
