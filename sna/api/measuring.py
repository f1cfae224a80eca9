"""Score organisations, groups and networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api.asked import Names, listed, named, units_of
from sna.model import Study
from sna.model.roster import ORGANISATIONS

if TYPE_CHECKING:
    import pandas as pd


def measure(  # noqa: PLR0913
    study: Study,
    metrics: Names = (),
    *,
    layer: Names = (),
    snapshot: Names = (),
    pathway: Names = (),
    profession: Names = (),
    by: str | None = None,
    of: str = ORGANISATIONS,
) -> pd.DataFrame:
    """Score organisations, groups and networks.

    Parameters
    ----------
    study
        A study from `load`.
    metrics
        Metric ids; all of the default set that a layer allows where none is named.
    layer, snapshot
        Names to keep; all where none is named.
    pathway, profession
        Keep only facts of these.
    by
        Column that holds the group of an organisation; the study's first contrast where none is named.
    of
        ``organisations``, or ``people``: the networks of single people.

    Returns
    -------
    DataFrame
        ``snapshot, layer, organisation, group, metric, value, note``: one row a score, in the unit of its metric. An
        undefined value is ``NaN`` with a note why. ``sna metrics METRIC`` gives unit, formula and source.

    Raises
    ------
    UsageError
        If a metric, layer or snapshot does not exist.
    NoResultError
        If a metric that was named has no value on any of the layers.

    Examples
    --------
    >>> import sna
    >>> table = sna.measure(sna.load("centralised-surgery"), "density", layer="mdt")
    >>> table[["snapshot", "metric"]].values.tolist()
    [['before', 'density'], ['during', 'density'], ['after', 'density']]
    """
    from sna.metrics import measure as measuring

    return measuring(
        units_of(study, of),
        metrics=named(metrics),
        layers=named(layer),
        snapshots=named(snapshot),
        pathway=listed(pathway),
        profession=listed(profession),
        by=by,
    ).frame()
