"""The public functions for notebooks: each composes the stages below and returns plain tables, networks and figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sna.errors import Problem, UsageError, nearest
from sna.model import Contrast, Network, Study
from sna.model.roster import ORGANISATIONS, PEOPLE

if TYPE_CHECKING:
    import pandas as pd

    from sna.io import CheckReport, Loading
    from sna.robustness import Sensitivity

Names = str | Sequence[str]
Progress = Callable[[str, float], None]


def load(path: str | Path, *, memory: int = 0, progress: Progress | None = None, window: int = 0) -> Study:
    """Read a study: a folder, a ``study.toml``, a workbook, a database file, or the name of a bundled study.

    Parameters
    ----------
    path
        Where the tables are.
    memory
        Bytes that a table may take; four fifths of the machine's memory where none is given.
    progress
        Told a table's label and the share of it that has been read, now and then.
    window
        Months that end with each snapshot of the calendar, in place of what study.toml says; 0 leaves it to that.

    Returns
    -------
    Study
        Checked tables with ordered snapshots, layers and contrasts; ``study.problems`` holds what is worth saying.

    Raises
    ------
    DataError
        With every problem of every table at once.
    UsageError
        If there is no such study, or the window that was asked for cannot be.
    TooLargeError
        If a table is beyond the memory that may be used.

    Examples
    --------
    >>> import sna
    >>> study = sna.load("centralised-surgery")
    >>> study.snapshots.names
    ('before', 'during', 'after')
    """
    from sna.derive import DERIVING
    from sna.io import read_study

    return read_study(path, deriving=DERIVING, loading=_loading(memory, progress, window))


def _loading(memory: int, progress: Progress | None, window: int = 0) -> Loading:
    from sna.io import Loading

    return Loading(memory, progress, window) if progress else Loading(memory, window=window)


def units_of(study: Study, of: str) -> Study:
    """Return a study whose networks are of ``organisations`` or of ``people``.

    Raises
    ------
    UsageError
        If it is of neither, or the study says nothing of people.

    Examples
    --------
    >>> import sna
    >>> print(units_of(sna.load("centralised-surgery"), "people").roster)
    174 people
    """
    from sna.derive import people_study

    if of not in (ORGANISATIONS, PEOPLE):
        known = nearest(of, (ORGANISATIONS, PEOPLE))
        raise UsageError(Problem("E401", f"Networks are of organisations or of people, not of '{of}'.", hint=known))
    return people_study(study) if of == PEOPLE else study


def check(path: str | Path, *, memory: int = 0, progress: Progress | None = None) -> CheckReport:
    """Say everything that is wrong with a study, or worth saying, and what became of its rows; raise nothing for it.

    Parameters
    ----------
    path, memory, progress
        As for `load`.

    Returns
    -------
    CheckReport
        ``problems`` (errors first), ``tables`` (rows read, used, set aside and why), ``study`` where it can be read,
        ``survey`` (response, completion and confirmation, as `sna.survey_quality`) where there is one.

    Raises
    ------
    UsageError
        If there is no such study.

    Examples
    --------
    >>> import sna
    >>> [problem.code for problem in sna.check("centralised-surgery").problems if problem.severity == "error"]
    []
    """
    from dataclasses import replace

    from sna.contrast import primary_problems
    from sna.derive import DERIVING, derivation_problems, survey_quality
    from sna.io import check_study
    from sna.report import rows_table

    found = check_study(path, deriving=DERIVING, loading=_loading(memory, progress))
    if found.study is None:
        return found
    problems = (*primary_problems(found.study), *found.problems, *derivation_problems(found.study))
    answers = survey_quality(found.study)
    survey = None if answers.empty else answers
    return replace(found, problems=problems, tables=rows_table(found.study), survey=survey)


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
        ``snapshot, layer, organisation, group, metric, value, note``; an undefined value is ``NaN`` with a note why.

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
        metrics=listed(metrics) or None,
        layers=listed(layer) or None,
        snapshots=listed(snapshot) or None,
        pathway=listed(pathway),
        profession=listed(profession),
        by=by,
    ).frame()


def asymmetry(
    study: Study,
    *,
    by: str | Contrast | None = None,
    metrics: Names = (),
    layer: Names = (),
    snapshot: Names = (),
    seed: int = 0,
    of: str = ORGANISATIONS,
) -> pd.DataFrame:
    """Say how uneven positions are between groups of organisations, and how sure one can be.

    Parameters
    ----------
    study
        A study from `load`.
    by
        Column, ``COLUMN=GROUP,OTHER`` or a `Contrast`; the study's first contrast where none is named.
    metrics, layer, snapshot
        Names to keep; all where none is named.
    seed
        For Monte Carlo permutations; exact ones need none.
    of
        ``organisations``, or ``people``: the networks of single people.

    Returns
    -------
    DataFrame
        Findings: means, shares, differences and Cliff's delta with their permutation p, mixing and E-I index; none of
        them if the study has no contrast. Where neither a metric nor a layer is named, what the facts say of power as
        well: the lenses of who attends, who leads, who is left out, who has a voice and who is said to have influence.

    Raises
    ------
    UsageError
        If a column, metric, layer or snapshot does not exist.

    Examples
    --------
    >>> import sna
    >>> found = sna.asymmetry(sna.load("centralised-surgery"), metrics="in_degree", layer="mdt", snapshot="after")
    >>> {"difference", "cliffs_delta", "net_flow"} <= set(found["quantity"])
    True
    """
    from sna.contrast import asymmetry as contrasting
    from sna.lenses import of_power, see

    study = units_of(study, of)
    groups = contrast_of(by)
    found = contrasting(
        study,
        by=groups,
        metrics=listed(metrics) or None,
        layers=listed(layer) or None,
        snapshots=listed(snapshot) or None,
        seed=seed,
    )
    if not (metrics or layer):
        kept = study.narrowed(snapshots=listed(snapshot)) if snapshot else study
        lenses = of_power(kept)
        found = found.with_rows(*see(kept, lenses, by=groups, seed=seed).values()) if lenses else found
    return found.frame()


def lens(  # noqa: PLR0913
    study: Study,
    lenses: Names = (),
    *,
    by: str | Contrast | None = None,
    layer: Names = (),
    snapshot: Names = (),
    pathway: Names = (),
    profession: Names = (),
    seed: int = 0,
    of: str = ORGANISATIONS,
) -> pd.DataFrame:
    """Look at the facts of a study one way at a time.

    Parameters
    ----------
    study
        A study from `load`.
    lenses
        Names of lenses; all that the tables allow where none is named.
    by
        Column, ``COLUMN=GROUP,OTHER`` or a `Contrast`; the study's first contrast where none is named.
    layer, snapshot
        Names to keep; all where none is named.
    pathway, profession
        Keep only facts of these.
    seed
        For Monte Carlo permutations; exact ones need none.
    of
        ``organisations``, or ``people``: the networks of single people.

    Returns
    -------
    DataFrame
        Findings, with the name of the lens in the first column.

    Raises
    ------
    UsageError
        If a lens, column, layer or snapshot does not exist.
    NoResultError
        If a lens that was named finds nothing to look at.

    Examples
    --------
    >>> import sna
    >>> found = sna.lens(sna.load("centralised-surgery"), "series", snapshot="after")
    >>> sorted(set(found["quantity"]))[:2]
    ['attendance_share', 'attendance_share_expected']
    """
    from sna.lenses import see
    from sna.report.views import table_of

    kept = units_of(study, of).narrowed(
        layers=listed(layer) or None,
        snapshots=listed(snapshot) or None,
        pathway=listed(pathway),
        profession=listed(profession),
    )
    return table_of(see(kept, listed(lenses), by=contrast_of(by), seed=seed))


def sensitivity(
    study: Study,
    *,
    by: str | Contrast | None = None,
    metric: str = "",
    layer: Names = (),
    snapshot: Names = (),
    seed: int = 0,
) -> Sensitivity:
    """Ask whether the headline's gap between two groups holds under other reasonable choices.

    Parameters
    ----------
    study
        A study from `load`.
    by
        Column, ``COLUMN=GROUP,OTHER`` or a `Contrast`; the study's first contrast where none is named.
    metric
        Id of a metric of organisations; the one declared in advance, or the usual one, where none is named.
    layer, snapshot
        Names to keep; all layers, at the last snapshot, where none is named.
    seed
        For Monte Carlo permutations, and for what is lost at random.

    Returns
    -------
    Sensitivity
        ``frame()``: one row a choice, with the gap, its p and what it says beside the gap as reported;
        ``stability.frame()``: how far ranks are kept when organisations or ties are lost. Empty if the study has no
        contrast.

    Raises
    ------
    UsageError
        If a column, metric, layer or snapshot does not exist.
    NoResultError
        If the metric is for none of the layers.

    Examples
    --------
    >>> import sna
    >>> found = sna.sensitivity(sna.load("centralised-surgery"), layer="mdt").frame()
    >>> found.loc[found["family"] == "threshold", "verdict"].tolist()
    ['holds', 'holds', 'holds', 'cannot tell']
    """
    from sna.robustness import sensitivity as rerunning

    return rerunning(
        study,
        by=contrast_of(by),
        metric=metric,
        layers=listed(layer) or None,
        snapshots=listed(snapshot) or None,
        seed=seed,
    )


def compare(  # noqa: PLR0913
    study: Study,
    other: Study | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
    metrics: Names = (),
    layer: Names = (),
    seed: int = 0,
    of: str = ORGANISATIONS,
) -> pd.DataFrame:
    """Say what changed between snapshots, or between two studies.

    Parameters
    ----------
    study
        A study from `load`; the earlier one where two are given.
    other
        The later study, snapshots paired by order.
    before, after
        Names of two snapshots; each snapshot and the next where none is named.
    metrics, layer
        Names to keep; all where none is named.
    seed
        Of random exchanges, where there are too many to try all.
    of
        ``organisations``, or ``people``: the networks of single people.

    Returns
    -------
    DataFrame
        Findings: ties kept, gained, lost, stronger and weaker, Jaccard, rates with intervals, who joined and left, who
        moved in rank and role, and the change of every metric with its two parts (other organisations; the same ones
        tied differently), with p and interval where a test is known to hold.

    Raises
    ------
    UsageError
        If a snapshot, metric or layer does not exist.

    Examples
    --------
    >>> import sna
    >>> found = sna.compare(sna.load("centralised-surgery"), before="before", after="after", layer="mdt")
    >>> found["quantity"].iloc[0]
    'ties_kept'
    """
    from sna.change import compare as comparing

    return comparing(
        units_of(study, of),
        units_of(other, of) if other else None,
        before=before,
        after=after,
        metrics=listed(metrics) or None,
        layers=listed(layer) or None,
        seed=seed,
    ).frame()


def network_distances(
    study: Study,
    other: Study | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
    metrics: Names = (),
    layer: Names = (),
) -> pd.DataFrame:
    """Say how far apart the networks of every two snapshots are, or those of two studies.

    Parameters
    ----------
    study, other, before, after
        As for `compare`; every snapshot is held against every other.
    metrics
        Of ``portrait_divergence``, ``netsimile``, ``deltacon``, ``laplacian`` and ``normalised_laplacian``; all where
        none is named.
    layer
        Names to keep; all where none is named.

    Returns
    -------
    DataFrame
        Findings: ``distance`` rows, 0 where two networks are the same; no p.

    Raises
    ------
    UsageError
        If a snapshot, distance or layer does not exist.

    Examples
    --------
    >>> import sna
    >>> found = sna.network_distances(sna.load("centralised-surgery"), metrics="deltacon", layer="mdt")
    >>> len(found)
    3
    """
    from sna.change import network_distances as apart

    return apart(
        study, other, before=before, after=after, metrics=listed(metrics) or None, layers=listed(layer) or None
    ).frame()


def map_tables(
    study: Study, layer: str, *, of: str = ORGANISATIONS, seed: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the two tables of a layer's map: organisations with their places, and ties with their change.

    Parameters
    ----------
    study
        A study from `load`.
    layer
        Name of a layer.
    of
        ``organisations``, or ``people``: the networks of single people.
    seed
        Of the layout.

    Returns
    -------
    tuple of DataFrame
        What `sna.draw.sociogram` draws: organisations (``panel, organisation, name, group, x, y, size, present``) and
        ties (``panel, sender, receiver, weight, change``).

    Examples
    --------
    >>> import sna
    >>> organisations, ties = sna.map_tables(sna.load("centralised-surgery"), "mdt")
    >>> list(dict.fromkeys(organisations["panel"]))
    ['before', 'during', 'after']
    """
    from sna.report import layer_map

    drawn = layer_map(units_of(study, of), layer, seed=seed)
    return drawn.organisations, drawn.ties


def convert(
    source: str | Path | Study,
    target: str | Path,
    *,
    source_format: str = "",
    target_format: str = "",
    layer: Names = (),
    snapshot: Names = (),
    overwrite: bool = False,
    **declared: Any,  # noqa: ANN401 - one type an option
) -> tuple[Problem, ...]:
    """Convert between network files of other programs, and to and from a study.

    Parameters
    ----------
    source
        A network file, the path or name of a study, or a study from `load`.
    target
        A file, whose ending says the format, or a new folder for a study.
    source_format, target_format
        Keys of formats, where names do not say them: ``graphml``, ``gexf``, ``gml``, ``dl``, ``pajek``, ``rsiena``, ….
    layer, snapshot
        Names to keep; all where none is named. A network file has no snapshots.
    overwrite
        Whether files that are there may be replaced.
    **declared
        What network files of some formats do not say: ``encoding``, ``delimiter``, ``directed``, ``all_graphs``, and of
        a matrix ``labels``, ``part`` and ``two_mode``; as the options of ``sna convert``.

    Returns
    -------
    tuple of Problem
        What has no place in the target, or was changed on the way.

    Raises
    ------
    DataError
        If the source cannot be read whole.
    OutputError
        If the target cannot hold it, or cannot be written; nothing is written then.
    UsageError
        If there is no such source, format, layer or snapshot.

    Examples
    --------
    >>> import sna, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     said = sna.convert("centralised-surgery", f"{folder}/mdt.graphml", layer="mdt", snapshot="after")
    ...     [path.name for path in Path(folder).iterdir()]
    ['mdt.graphml']
    """
    from sna.io.formats.converting import Writing, converted
    from sna.io.formats.from_study import networks_of
    from sna.io.formats.opening import is_study, read_chosen
    from sna.io.formats.placing import place_of, write_placed

    said: list[Problem] = []
    path = None if isinstance(source, Study) else Path(source)
    if isinstance(source, Study) or (not source_format and is_study(source)):
        study = source if isinstance(source, Study) else load(source)
        networks = networks_of(study.narrowed(layers=listed(layer) or None, snapshots=listed(snapshot) or None))
    else:
        asked: dict[str, Any] = {"layers": listed(layer), "snapshots": listed(snapshot), **declared}
        networks = read_chosen(source, said, form=source_format, **asked)
    place = place_of(target, target_format, source.name if isinstance(source, Study) else Path(source).stem)
    files = converted(networks, place.form, place.stem, Writing(), said)
    write_placed(place, files, path, overwrite=overwrite)
    return tuple(dict.fromkeys(said))


def listed(names: Names) -> tuple[str, ...]:
    """Return one name or several as a tuple."""
    return (names,) if isinstance(names, str) else tuple(names)


def contrast_of(by: str | Contrast | None) -> str | Contrast | None:
    """Return what ``COLUMN`` or ``COLUMN=GROUP,OTHER`` means.

    Examples
    --------
    >>> print(contrast_of("sector=nhs,*"))
    sector: nhs against all others
    """
    if not isinstance(by, str) or "=" not in by:
        return by
    column, _, groups = by.partition("=")
    return Contrast(column.strip(), tuple(group.strip() for group in groups.split(",") if group.strip()))


__all__ = [
    "Network",
    "Study",
    "asymmetry",
    "check",
    "compare",
    "contrast_of",
    "convert",
    "lens",
    "listed",
    "load",
    "map_tables",
    "measure",
    "network_distances",
    "sensitivity",
    "units_of",
]
