"""From and to the network files of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sna.api.asked import Names, listed, named
from sna.api.reading import load
from sna.errors import Problem
from sna.model import Study


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
        As for `measure`. A network file has no snapshots.
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
        networks = networks_of(study.narrowed(layers=named(layer), snapshots=named(snapshot)))
    else:
        asked: dict[str, Any] = {"layers": listed(layer), "snapshots": listed(snapshot), **declared}
        networks = read_chosen(source, said, form=source_format, **asked)
    place = place_of(target, target_format, source.name if isinstance(source, Study) else Path(source).stem)
    files = converted(networks, place.form, place.stem, Writing(), said)
    write_placed(place, files, path, overwrite=overwrite)
    return tuple(dict.fromkeys(said))
