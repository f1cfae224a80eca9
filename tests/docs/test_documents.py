"""The documents tell the truth: pages are current, commands run, codes and metrics are described."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sna.codes import CODES
from sna.commands.program import VERBS
from sna.explained import explanations
from sna.metrics import catalogue

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (TOP / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_generated_pages_are_current_and_links_lead_somewhere():
    ran = subprocess.run(
        [sys.executable, TOP / "docs" / "build.py", "--check"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


def readme_commands():
    block = README.split("## Try it")[1].split("```")[1].removeprefix("sh\n")
    lines = [line.split("#")[0].strip() for line in block.splitlines() if line.strip()]
    return [shlex.split(line)[1:] for line in lines]


def test_the_commands_of_the_readme_run_in_order(tmp_path):
    for arguments in readme_commands():
        ran = subprocess.run(
            [sys.executable, "-m", "sna", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, (arguments, ran.stderr)
    assert (tmp_path / "my-report" / "report.html").is_file()
    assert (tmp_path / "betweenness.csv").is_file()


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = README.split("```python\n")[1].split("```")[0]
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - our own README
    assert len(names["scores"]) > 0
    assert names["graph"].number_of_nodes() == names["network"].n
    assert (tmp_path / "map.png").is_file()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_on_the_page_of_the_command_line(verb):
    assert f"## sna {verb}\n" in (TOP / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", catalogue())
def test_every_metric_is_described(name):
    assert f"### `{name}`" in (TOP / "docs" / "metrics.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_described(code):
    assert f"| [{code}](errors/{code}.md) |" in (TOP / "docs" / "errors.md").read_text(encoding="utf-8")


def test_every_code_is_explained_and_only_codes_are():
    assert list(explanations()) == sorted(CODES)
    assert {path.stem for path in (TOP / "docs" / "errors").iterdir()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_a_code_has_cause_and_fix(code):
    page = (TOP / "docs" / "errors" / f"{code}.md").read_text(encoding="utf-8")
    assert "## Why it comes about" in page
    assert "## What to do" in page


def test_no_code_is_raised_that_is_not_listed_and_none_is_listed_in_vain():
    sources = [path for path in (TOP / "sna").rglob("*.py") if path.name not in ("errors.py", "codes.py")]
    raised = {c for path in sources for c in re.findall(r"\"([EW]\d{3})\"", path.read_text(encoding="utf-8"))}
    assert raised <= set(CODES)
    assert set(CODES) <= raised, sorted(set(CODES) - raised)


def test_every_package_is_on_the_architecture_page():
    packages = {path.parent.name for path in (TOP / "sna").glob("*/__init__.py")}
    missing = [name for name in sorted(packages) if f"`{name}`" not in ARCHITECTURE]
    assert missing == []


def test_every_dependency_has_its_line():
    setup = (TOP / "setup.cfg").read_text(encoding="utf-8")
    section = setup.split("install_requires")[1].split("[options.extras")[0]
    needed = re.findall(r"^    ([a-z0-9-]+)>=", section, re.MULTILINE)
    decisions = (TOP / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    assert [name for name in needed if f"| {name}" not in decisions] == []
