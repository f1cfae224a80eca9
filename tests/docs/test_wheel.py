"""The wheel holds sna and the bundled studies, and no module called cli, datasets, tests or figures."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return the folder a wheel of a clean copy was unpacked into, as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: the files of the project are not known")
    source = folder / "source"
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (TOP / name).is_file():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((TOP / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    made = subprocess.run([*pip, "-w", folder, source], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_only_sna_is_installed(installed):
    assert {path.name for path in installed.iterdir() if path.suffix != ".dist-info"} == {"sna"}


def test_every_package_is_installed(installed):
    packages = {path.parent.relative_to(TOP) for path in (TOP / "sna").rglob("__init__.py")}
    assert {package for package in packages if not (installed / package / "__init__.py").is_file()} == set()
    assert (installed / "sna" / "py.typed").is_file()


def test_the_bundled_studies_are_inside_and_run(installed, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = [sys.executable, "-P", "-c", "import sna; print(sna.__file__)"]
    ran = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert Path(ran.stdout.strip()).is_relative_to(installed)
    command = [sys.executable, "-P", "-m", "sna", "measure", "centralised-surgery", "density", "--quiet"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "density" in ran.stdout
