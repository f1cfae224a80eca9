"""Where converted files go: never over what is read, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sna.errors import OutputError, Problem, UsageError, nearest
from sna.io.formats.known_formats import FORMATS, WRITABLE, Format, endings, format_of
from sna.io.writing import write_files


@dataclass(frozen=True)
class Place:
    """Where files go, what their names begin with, and in which format; ``alone`` in a folder of their own, or not."""

    folder: Path
    stem: str
    form: Format
    alone: bool


def place_of(target: str | Path, form: str, stem: str) -> Place:
    """Return where files go.

    Parameters
    ----------
    target
        A file, whose ending says the format; or a folder: of a study, or of many files where ``form`` says which.
    form
        Key of a format; empty to let the ending decide.
    stem
        What names of files begin with in a folder.

    Raises
    ------
    UsageError
        If nothing says the format.

    Examples
    --------
    >>> place = place_of("out/net.graphml", "", "")
    >>> place.folder.name, place.stem, place.form.key, place.alone
    ('out', 'net', 'graphml', False)
    >>> place_of("my-study", "", "").form.key
    'study'
    """
    path = Path(target)
    if form and form not in WRITABLE:
        raise UsageError(Problem("E107", f"'{form}' is not a format that is written.", hint=nearest(form, WRITABLE)))
    if path.is_dir() or not path.suffix:
        return Place(path, stem, FORMATS[form or "study"], alone=form in ("", "study", "rsiena"))
    known = FORMATS[form] if form else format_of(path.suffix, written=True)
    if known is None:
        hint = f"Written are {endings(written=True)}, and a folder for a study; or say --to FORMAT."
        raise UsageError(Problem("E107", f"'{path.suffix}' says no format that is written.", hint=hint))
    if not known.suffixes:
        return Place(path, stem, known, alone=True)
    return Place(path.parent, path.stem, replace(known, suffixes=(path.suffix,)), alone=False)


def write_placed(place: Place, files: Mapping[str, bytes], source: Path | None, *, overwrite: bool) -> None:
    """Write files to their place.

    Parameters
    ----------
    place
        Where.
    files
        Name → bytes.
    source
        The file or folder they were made from, which stays as it is; ``None`` where it is nowhere near.
    overwrite
        Whether files of the same names may be replaced.

    Raises
    ------
    OutputError
        If anything is in the way; nothing is written then.
    """
    folder = place.folder
    if source is not None:
        _keep_apart(place, files, source.resolve())
    there = sorted(name for name in files if (folder / name).exists())
    others = sorted(path.name for path in folder.iterdir()) if place.alone and folder.is_dir() else []
    strangers = [name for name in others if name not in files]
    if strangers:
        message = f"'{folder}' holds other files, among them {strangers[0]}."
        raise OutputError(Problem("E610", message, hint="Choose a new folder."))
    if there and not overwrite:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        message = f"'{folder / there[0]}' is there already{more}."
        raise OutputError(Problem("E610", message, hint="Choose another name, or add --overwrite."))
    write_files(folder, files, overwrite=True)


def _keep_apart(place: Place, files: Mapping[str, bytes], source: Path) -> None:
    folder = place.folder.resolve()
    source = source.parent if source.suffix.lower() == ".toml" else source
    inside = source.is_dir() and folder.is_relative_to(source)
    over = not source.is_dir() and (
        any((folder / name).resolve() == source for name in files) or (place.alone and source.is_relative_to(folder))
    )
    if inside or over:
        message = f"'{place.folder}' is where '{source.name}' is read from."
        raise OutputError(Problem("E609", message, hint="Choose another place or name for what is written."))
