"""`sna datasets`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command()
@click.argument("name", required=False)
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), help="Copy the study NAME into this new folder."
)
def datasets(name: str | None, to: Path | None) -> None:
    """List the bundled studies, describe NAME, or copy it out with --to to change it."""
    from sna.errors import Problem, UsageError, nearest
    from sna.io import bundled_studies, write_files

    known = bundled_studies()
    if name is None:
        if to:
            raise click.UsageError("Which one? sna datasets NAME --to FOLDER")
        for study, folder in known.items():
            click.echo(f"{study}\n    {first_line(folder)}")
        return
    if name not in known:
        raise UsageError(Problem("E101", f"There is no bundled study '{name}'.", hint=nearest(name, known)))
    if to is None:
        click.echo((known[name] / "README.md").read_text(encoding="utf-8"), nl=False)
        return
    files = {path.name: path.read_bytes() for path in sorted(known[name].iterdir()) if path.is_file()}
    write_files(to, files, overwrite=False)
    start = click.get_current_context().find_root().info_name
    click.echo(f"Copied {len(files)} files. Next: {start} check {shlex.quote(str(to))}")


def first_line(folder: Path) -> str:
    """Return the title of a study's README."""
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    return next((line.lstrip("# ") for line in lines if line.strip()), "")
