"""Files are written whole or not at all: what was there before stays until everything new is safe on disk."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from sna.errors import OutputError, Problem

_WORK = ".sna-tmp-"
RECORD = "run.json"
"""Written last, so that a folder with a record is complete."""


def write_file(path: str | Path, data: bytes, *, overwrite: bool) -> None:
    r"""Write one file, whole or not at all.

    Parameters
    ----------
    path
        Where; folders on the way are made.
    data
        Its bytes.
    overwrite
        Whether a file that is there may be replaced.

    Raises
    ------
    OutputError
        If it exists and may not be replaced, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(Path(folder, "scores.csv"), b"value\n1\n", overwrite=False)
    ...     Path(folder, "scores.csv").read_bytes()
    b'value\n1\n'
    """
    path = Path(path)
    if path.is_dir():
        raise OutputError(Problem("E851", f"'{path}' is a folder, not a file.", hint="Give the name of a file."))
    if path.exists() and not overwrite:
        raise _exists(path)
    write_files(path.parent, {path.name: data}, overwrite=True)


def write_files(folder: str | Path, files: Mapping[str, bytes], *, overwrite: bool) -> None:
    """Write files into a folder, all of them or none.

    Parameters
    ----------
    folder
        Where; made if it is not there. Files in it that are not in ``files`` are left alone.
    files
        Name within the folder (``figures/map.svg``) → its bytes.
    overwrite
        Whether a folder that holds something may be written to.

    Raises
    ------
    OutputError
        If the folder holds something and ``overwrite`` is false, or anything cannot be written; what was there is
        then as it was.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_files(Path(folder, "out"), {"a/b.csv": b"1", "run.json": b"{}"}, overwrite=False)
    ...     sorted(p.name for p in Path(folder, "out").iterdir())
    ['a', 'run.json']
    """
    folder = Path(folder)
    names = sorted(files, key=lambda name: (name == RECORD, name))
    for name in names:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            raise ValueError(f"'{name}' is outside the folder")
    if (
        folder.exists()
        and not overwrite
        and (not folder.is_dir() or any(not path.name.startswith(_WORK) for path in folder.iterdir()))
    ):
        raise _exists(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # On the same disk as the target, so that moving in is one step a file.
        work = (folder if folder.is_dir() else folder.parent) / f"{_WORK}{os.getpid()}-{secrets.token_hex(4)}"
        work.mkdir()
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        for name in names:
            _write_through(work / "new" / name, files[name])
        _move_in(work, folder, names)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def write_run(folder: str | Path, files: Mapping[str, bytes], *, overwrite: bool) -> None:
    """Write the files of a run, and take away those of the run before it that are no longer made.

    The record (`RECORD`, a JSON object) is given the fingerprints of the other files. On replacing, a file that the old
    record lists and that is still as it was written is removed; anything else in the folder is left alone.

    Parameters
    ----------
    folder, files, overwrite
        As for `write_files`; ``files`` has the record.

    Raises
    ------
    OutputError
        As for `write_files`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_run(folder, {"a.csv": b"1", "b.csv": b"2", "run.json": b"{}"}, overwrite=True)
    ...     write_run(folder, {"a.csv": b"1", "run.json": b"{}"}, overwrite=True)
    ...     sorted(p.name for p in Path(folder).iterdir())
    ['a.csv', 'run.json']
    """
    folder = Path(folder)
    made = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items()) if name != RECORD}
    record = {**json.loads(files[RECORD]), "outputs": made}
    before = _outputs(folder)
    text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False)
    write_files(folder, {**files, RECORD: f"{text}\n".encode()}, overwrite=overwrite)
    for name, fingerprint in before.items():
        path = folder / name
        if name not in files and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == fingerprint:
            path.unlink()


def _outputs(folder: Path) -> dict[str, str]:
    """Return what the record in a folder lists, as far as it lies inside it."""
    try:
        listed = json.loads((folder / RECORD).read_text(encoding="utf-8"))["outputs"]
        return {
            name: str(listed[name]) for name in listed if (folder / name).resolve().is_relative_to(folder.resolve())
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_through(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move_in(work: Path, folder: Path, names: list[str]) -> None:
    """Move the new files to their places, the old ones aside; undo all of it if one cannot be moved."""
    done: list[str] = []
    made = _missing_folders(folder, names)
    try:
        for name in _with_record_first(folder, names):
            _set_aside(folder / name, work / "old" / name)
            done.append(name)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (work / "new" / name).replace(folder / name)
    except BaseException:
        for name in reversed(done):
            (folder / name).unlink(missing_ok=True)
            if (work / "old" / name).exists():
                (work / "old" / name).replace(folder / name)
        for path in reversed(made):
            if path.is_dir():
                path.rmdir()
        raise
    _sync_folder(folder)


def _with_record_first(folder: Path, names: list[str]) -> list[str]:
    """Return the names to set aside: an old record goes first, so that an interrupted folder has none."""
    blocked = [name for name in names if (folder / name).is_dir()]
    if blocked:
        raise IsADirectoryError(21, "a folder stands where a file is to be written", blocked[0])
    return sorted(names, key=lambda name: (name != RECORD, name))


def _set_aside(path: Path, aside: Path) -> None:
    if path.exists() or path.is_symlink():
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.replace(aside)


def _missing_folders(folder: Path, names: list[str]) -> list[Path]:
    """Return the folders that have to be made, outermost first."""
    wanted = {folder}
    for name in names:
        wanted.update(folder / parent for parent in PurePosixPath(name).parents)
    return sorted((path for path in wanted if not path.exists()), key=lambda path: len(path.parts))


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exists(path: Path) -> OutputError:
    what = "is there already, and is not empty" if path.is_dir() else "is there already"
    return OutputError(Problem("E610", f"'{path}' {what}.", hint="Choose another name, or add --overwrite."))


def _unwritable(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    hint = "Nothing was changed. Choose another place, or make room."
    return OutputError(Problem("E851", f"'{path}' cannot be written: {reason}.", hint=hint))
