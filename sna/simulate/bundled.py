"""The bundled studies by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sna.errors import Problem, UsageError, nearest
from sna.simulate import city, end_of_life, partner_survey, partnerships_255, surgery

SEED = 20190331
"""Seed of the tables that come with the tool."""

_MAKERS: dict[str, Callable[[int], dict[str, bytes]]] = {
    "centralised-surgery": surgery.study_files,
    "end-of-life-partnership": end_of_life.study_files,
    "partnerships-255": partnerships_255.study_files,
    "partner-survey": partner_survey.study_files,
    "city-collaborative": city.study_files,
}

BUNDLED: tuple[str, ...] = tuple(_MAKERS)
"""Names of the bundled studies."""


def bundled_study(name: str, *, seed: int = SEED) -> dict[str, bytes]:
    """Make one bundled study: an invented network with a planted, known pattern.

    Parameters
    ----------
    name
        One of `BUNDLED`.
    seed
        Whole number from 0 that settles every draw; the default makes the tables that come with the tool.

    Returns
    -------
    dict
        File name → content: ``study.toml`` and the CSV tables, UTF-8, a line feed at the end of each line. The
        same seed gives the same bytes everywhere.

    Raises
    ------
    UsageError
        If there is no study of this name, or the seed is negative.

    Examples
    --------
    >>> files = bundled_study("centralised-surgery")
    >>> files["organisations.csv"].decode().splitlines()[1].split(",")[:2]
    ['007', 'Dunmarrow General Hospital']
    """
    if name not in _MAKERS:
        raise UsageError(Problem("E101", f"There is no bundled study '{name}'.", hint=nearest(name, BUNDLED)))
    if seed < 0:
        raise UsageError(Problem("E317", "A seed is a whole number from 0.", value=str(seed)))
    return _MAKERS[name](seed)


def write_bundled(name: str, folder: Path, *, seed: int = SEED) -> tuple[Path, ...]:
    """Write the files of one bundled study into a folder, over those of the same name.

    Parameters
    ----------
    name, seed
        As for `bundled_study`.
    folder
        Made where it does not exist; other files in it are left alone.

    Returns
    -------
    tuple of Path
        The files written, in order of name.

    Raises
    ------
    UsageError
        As for `bundled_study`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     [file.name for file in write_bundled("end-of-life-partnership", Path(place))][:2]
    ['attendance.csv', 'meetings.csv']
    """
    files = bundled_study(name, seed=seed)
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in sorted(files.items()):
        (folder / file).write_bytes(content)
    return tuple(folder / file for file in sorted(files))
