"""Guards that a run's record says what the run was made from, and nothing of machine, user or time."""

from __future__ import annotations

import getpass
import hashlib
import json
import platform
from collections.abc import Callable
from pathlib import Path

from sna.io import run_record
from sna.model import Study


def test_the_record_is_complete_and_of_no_place(study_of: Callable[..., Study], tmp_path: Path) -> None:
    study = study_of(trust="from,to\nA,B\n\nB,B\n")
    options = {"out": tmp_path / "out", "study": str(tmp_path), "layer": ("trust",), "exact": True, "by": None}
    record = run_record(study, command="measure", seed=7, options=options)
    text = json.dumps(record)
    assert record["command"] == "measure"
    assert record["seed"] == 7
    assert record["options"] == {"by": None, "exact": True, "layer": ["trust"], "out": "out", "study": tmp_path.name}
    digest = hashlib.sha256((tmp_path / "trust.csv").read_bytes()).hexdigest()
    assert record["inputs"]["trust.csv"] == digest  # type: ignore[index]
    assert record["rows"] == {
        "organisations": {"file": "organisations.csv", "read": 3, "kept": 3, "set_aside": 0},
        "trust": {"file": "trust.csv", "read": 3, "kept": 2, "set_aside": 1},
    }
    assert [warning[:4] for warning in record["warnings"]] == ["W207", "W403"]  # type: ignore[attr-defined]
    assert record["versions"]["python"] == platform.python_version()  # type: ignore[index]
    assert str(tmp_path.parent) not in text
    assert platform.node() not in text or not platform.node()
    assert f'"{getpass.getuser()}"' not in text
    assert record == run_record(study, command="measure", seed=7, options=dict(reversed(options.items())))
