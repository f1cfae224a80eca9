"""What a run was made from and with, so that it can be made again."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Mapping
from pathlib import Path, PurePath

import sna
from sna.errors import parts_of
from sna.model.study import Study

_LIBRARIES = ("igraph", "matplotlib", "networkx", "numpy", "pandas", "scipy")


def run_record(study: Study, *, command: str, seed: int | None, options: Mapping[str, object]) -> dict[str, object]:
    r"""Return the record of a run, ready for JSON.

    Parameters
    ----------
    study
        What was read.
    command
        The verb.
    seed
        Of the random steps; ``None`` where there was none.
    options
        As they were given; of a path only the last part is kept.

    Returns
    -------
    dict
        Versions, inputs with SHA-256, options, seed, rows by table, warnings: nothing of the machine, the user or the
        time, so that the same run has the same record.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from sna.io import read_study
    >>> from sna.model import Deriving
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "organisations.csv").write_text("organisation\nA\nB\n")
    ...     _ = pathlib.Path(folder, "trust.csv").write_text("from,to\nA,B\n")
    ...     study = read_study(folder, deriving=Deriving(None, None))
    >>> run_record(study, command="measure", seed=None, options={})["rows"]["trust"]
    {'file': 'trust.csv', 'read': 1, 'kept': 1, 'set_aside': 0}
    """
    rows = {
        name: {
            **_place(facts.file),
            "read": facts.rows_read,
            "kept": len(facts),
            "set_aside": facts.rows_read - len(facts),
        }
        for name, facts in sorted(study.tables.items())
    }
    return {
        "sna": sna.__version__,
        "versions": {"python": platform.python_version(), **_versions()},
        "command": command,
        "options": {key: _without_place(value) for key, value in sorted(options.items())},
        "seed": seed,
        "study": study.name,
        "inputs": dict(sorted(study.inputs.items())),
        "organisations": len(study.roster),
        "snapshots": list(study.snapshots.names),
        "layers": list(study.layers),
        "rows": rows,
        "warnings": [str(problem) for problem in study.problems],
    }


def _place(label: str) -> dict[str, str]:
    file, sheet = parts_of(label)
    return {"file": file, "sheet": sheet} if sheet else {"file": file}


def _versions() -> dict[str, str]:
    found = {}
    for library in _LIBRARIES:
        try:
            found[library] = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            found[library] = "not installed"
    return found


def _without_place(value: object) -> object:
    """Return an option as JSON can hold it, a path as its last part."""
    if isinstance(value, PurePath) or (isinstance(value, str) and Path(value).is_absolute()):
        return PurePath(value).name
    if isinstance(value, Mapping):
        return {str(key): _without_place(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        inside = [_without_place(inner) for inner in value]
        return sorted(inside, key=str) if isinstance(value, set | frozenset) else inside
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
