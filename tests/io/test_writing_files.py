"""Guards that files are written whole or not at all, and that nothing of anybody else's is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sna.errors import OutputError
from sna.io import write_file, write_files

NEW = {"scores.csv": b"new", "figures/map.svg": b"new", "run.json": b"new"}


def _content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_folder_holds_all_files_and_no_remains(tmp_path: Path) -> None:
    write_files(tmp_path / "a" / "out", NEW, overwrite=False)
    assert _content(tmp_path) == {f"a/out/{name}": b"new" for name in NEW}


def test_an_existing_folder_needs_overwrite_and_keeps_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    (tmp_path / "scores.csv").write_bytes(b"old")
    with pytest.raises(OutputError, match="E610"):
        write_files(tmp_path, NEW, overwrite=False)
    assert _content(tmp_path) == {"notes.txt": b"mine", "scores.csv": b"old"}
    write_files(tmp_path, NEW, overwrite=True)
    assert _content(tmp_path) == {"notes.txt": b"mine", **NEW}


def test_an_empty_folder_needs_no_overwrite(tmp_path: Path) -> None:
    write_files(tmp_path, NEW, overwrite=False)
    assert _content(tmp_path) == NEW


@pytest.mark.parametrize("failing", range(1, 4))
def test_a_failure_at_any_move_leaves_the_old_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    old = {name: b"old" for name in NEW if name != "figures/map.svg"}
    write_files(tmp_path / "out", old, overwrite=False)
    moves = 0
    replace = Path.replace

    def fail_once(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += "new" in self.parts
        if moves == failing and "new" in self.parts:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises(OutputError, match=r"E851.*No space left"):
        write_files(tmp_path / "out", NEW, overwrite=True)
    assert moves == failing
    assert _content(tmp_path) == {f"out/{name}": b"old" for name in old}
    assert not (tmp_path / "out" / "figures").exists()


def test_an_interruption_leaves_the_old_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, NEW, overwrite=False)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"scores.csv": b"newer"}, overwrite=True)
    assert _content(tmp_path) == NEW


def test_the_record_is_moved_in_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = []
    replace = Path.replace

    def note(self: Path, target: Path) -> Path:
        order.append(target.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", note)
    write_files(tmp_path / "out", {"run.json": b"1", "z.csv": b"2", "a.csv": b"3"}, overwrite=False)
    assert order == ["a.csv", "z.csv", "run.json"]


def test_what_stands_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(OutputError, match="E851"):
        write_files(tmp_path / "file" / "out", NEW, overwrite=False)
    (tmp_path / "out" / "scores.csv").mkdir(parents=True)
    with pytest.raises(OutputError, match="E851"):
        write_files(tmp_path / "out", NEW, overwrite=True)
    assert _content(tmp_path) == {"file": b"x"}


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\b"])
def test_names_stay_inside_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="outside the folder"):
        write_files(tmp_path, {name: b""}, overwrite=True)


def test_one_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    (tmp_path / "other.csv").write_bytes(b"mine")
    write_file(path, b"1", overwrite=False)
    with pytest.raises(OutputError, match="E610"):
        write_file(path, b"2", overwrite=False)
    assert path.read_bytes() == b"1"
    write_file(path, b"2", overwrite=True)
    assert _content(tmp_path) == {"other.csv": b"mine", "scores.csv": b"2"}
    with pytest.raises(OutputError, match="E851"):
        write_file(tmp_path, b"3", overwrite=True)


@pytest.mark.skipif(os.name != "posix", reason="file modes are posix")
def test_modes_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_files(tmp_path / "out", NEW, overwrite=False)
        write_file(tmp_path / "one.csv", b"1", overwrite=False)
    finally:
        os.umask(before)
    for path in (tmp_path / "out" / "scores.csv", tmp_path / "one.csv"):
        assert path.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o750
