"""What the tests of reading share: a small study on disk, and deriving that must not be called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sna.io import read_study
from sna.model import Deriving, Study

ORGANISATIONS = "organisation,name\nA,Alpha\nB,Beta\nC,Gamma\n"
TRUST = "from,to\nA,B\nB,C\n"


def _refuse(*_: object) -> None:
    raise AssertionError("reading derives nothing")


@pytest.fixture
def deriving() -> Deriving:
    return Deriving(_refuse, _refuse)  # type: ignore[arg-type]


@pytest.fixture
def study_of(tmp_path: Path, deriving: Deriving) -> Callable[..., Study]:
    """Write files (``roles="…"`` → roles.csv, ``toml="…"`` → study.toml) beside two default tables, and read them."""

    def read(*, toml: str | None = None, **tables: str | None) -> Study:
        for name, text in {"organisations": ORGANISATIONS, "trust": TRUST, **tables}.items():
            path = tmp_path / f"{name}.csv"
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8", newline="")
        if toml is not None:
            (tmp_path / "study.toml").write_text(toml, encoding="utf-8")
        return read_study(tmp_path, deriving=deriving)

    return read
