"""Guards that reading, measuring and reporting run nothing that a file holds, and reach for nothing outside."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import sna

SOURCE = Path(sna.__file__).parent
BARRED = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "pd.eval",
    "pd.read_pickle",
    "np.load",
    "numpy.load",
}
"""Calls, and whatever comes with a module below."""
BARRED_MODULES = {"pickle", "marshal", "shelve", "dill", "joblib", "yaml", "subprocess", "socket", "urllib", "http"}
BARRED_MODULES |= {"requests", "ftplib", "smtplib", "ctypes", "xmlrpc", "webbrowser", "tarfile"}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_code_is_made_of_text_and_no_program_is_started(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in BARRED, f"line {node.lineno}"
            assert not any(word.arg in ("shell", "allow_pickle") for word in node.keywords), f"line {node.lineno}"
            if isinstance(node.func, ast.Attribute) and node.func.attr in ("eval", "query"):
                pytest.fail(f"line {node.lineno}: a formula of pandas is code")
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {name.partition(".")[0] for name in names} & BARRED_MODULES


def test_check_measure_and_report_open_no_socket_and_start_no_process(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import sys
        def watch(event, given):
            if event.partition(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib") or event in (
                "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "webbrowser.open"
            ):
                sys.stderr.write(f"{event} {given}\\n")
                raise SystemExit(99)
        sys.addaudithook(watch)
        from sna.commands import main
        for asked in (["check"], ["measure", "--format", "csv"], ["report", "--out", sys.argv[1]]):
            sys.argv = ["sna", asked[0], "end-of-life-partnership", *asked[1:]]
            try:
                main()
            except SystemExit as stopped:
                if stopped.code:
                    raise
        import socket
        socket.socket()
    """)
    command = [sys.executable, "-c", program, str(tmp_path / "page")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    # The last line of the program opens a socket, and shows that it would have been seen.
    assert (ran.returncode, ran.stderr.splitlines()[-1].partition(" ")[0]) == (99, "socket.__new__"), ran.stderr
    assert (tmp_path / "page" / "run.json").is_file()
