"""Write the pages that are generated from the code, or check that they are current and that every link leads somewhere.

python docs/build.py            writes them
python docs/build.py --check    fails if a page is stale or a link is broken
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from code_pages import code_page
from data_page import data_page
from lens_page import lens_page

from sna.codes import CODES
from sna.commands.program import EXIT_CODES, VERBS, program
from sna.contrast.quantities import quantities_page
from sna.metrics.catalogue_page import catalogue_page
from sna.terms import TERMS

DOCS = Path(__file__).parent
TOP = DOCS.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def glossary_page() -> str:
    """Return the vocabulary as a page."""
    lines = [f"- **{term}**: {meaning}" for term, meaning in sorted(TERMS.items(), key=lambda item: item[0].lower())]
    return "\n".join(["# Glossary", "", *lines, ""])


def errors_page() -> str:
    """Return the codes of problems as a page."""
    families = {
        "E1": "Files",
        "E2": "Shape of a table",
        "E3": "Values",
        "E4": "References and ties",
        "E5": "Time",
        "E6": "study.toml and output",
        "E7": "Measures and tests",
        "E8": "Release and writing",
        "E9": "Size and limits",
    }
    lines = [
        "# Problems and their codes",
        "",
        "A code is permanent. `E` stops the run, `W` is reported and the run goes on. Every message says what is",
        "wrong, where (file, line, column), what was found, what was expected, and what to do. At the command line,",
        "`sna codes CODE` explains one.",
    ]
    for family, title in families.items():
        rows = [(code, text) for code, text in sorted(CODES.items()) if code[1] == family[1]]
        lines += [
            "",
            f"## {title}",
            "",
            "| code | what it means |",
            "|---|---|",
            *(f"| [{c}](errors/{c}.md) | {t} |" for c, t in rows),
        ]
    return "\n".join([*lines, ""])


def cli_page() -> str:
    """Return the help of every verb as a page, and the exit codes."""
    codes = {code: kind.__doc__ or "" for kind, code in EXIT_CODES.items()}
    lines = ["# The command line", "", "`python cli.py …` and `python -m sna …` are the same program.", ""]
    lines += ["```", program.get_help(click.Context(program, info_name="sna", max_content_width=100)), "```"]
    for verb in VERBS:
        command = program.get_command(click.Context(program), verb)
        assert command is not None  # noqa: S101 - a verb of the table exists
        parent = click.Context(program, info_name="sna", max_content_width=100)
        context = click.Context(command, info_name=verb, parent=parent, max_content_width=100)
        lines += ["", f"## sna {verb}", "", "```", command.get_help(context), "```"]
    lines += ["", "## Exit codes", "", "| code | meaning |", "|---|---|", "| 0 | fine |"]
    lines += [f"| {code} | {meaning.splitlines()[0]} |" for code, meaning in sorted(codes.items())]
    lines += ["| 70 | A fault of the tool itself. |", "| 130, 143 | Interrupted, terminated. |", ""]
    return "\n".join(lines)


def agreement_page() -> str:
    """Return what every metric was checked against, from the checks themselves."""
    sys.path.insert(0, str(TOP / "tests" / "oracles"))
    from oracle_checks import agreement

    lines = [
        "# What the metrics agree with",
        "",
        "Every metric is held against values that were not computed with sna: other programs, printed results, closed",
        "forms. The table is made from the checks that the tests run; each agrees within the tolerance shown.",
        "",
        "| metric | checked against | on | values | within |",
        "|---|---|---|---|---|",
    ]
    rows = [f"| `{r.metric}` | {r.source} | {r.on} | {r.values} | {r.tolerance:g} |" for r in agreement()]
    return "\n".join([*lines, *rows, ""])


PAGES = {
    "agreement.md": agreement_page,
    "asymmetry.md": quantities_page,
    "lenses.md": lens_page,
    "metrics.md": catalogue_page,
    "glossary.md": glossary_page,
    "errors.md": errors_page,
    "data-format.md": data_page,
    "cli.md": cli_page,
}


def broken_links() -> list[str]:
    """Return the links of every page that lead nowhere."""
    pages = [*DOCS.rglob("*.md"), *TOP.glob("*.md"), *TOP.glob("datasets/**/*.md"), *TOP.glob("figures/*.md")]
    return [
        f"{page.relative_to(TOP)}: {target}"
        for page in sorted(pages)
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]


def main() -> int:
    """Write or check the pages; return the exit code."""
    wanted = {DOCS / name: make() for name, make in PAGES.items()}
    wanted |= {DOCS / "errors" / f"{code}.md": code_page(code) for code in CODES}
    if "--check" not in sys.argv:
        for path, text in wanted.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    stale = [
        str(p.relative_to(DOCS))
        for p, text in wanted.items()
        if not p.exists() or p.read_text(encoding="utf-8") != text
    ]
    for problem in (
        *(f"stale: docs/{name} (make docs)" for name in stale),
        *(f"broken link: {b}" for b in broken_links()),
    ):
        print(problem)
    return 1 if stale or broken_links() else 0


if __name__ == "__main__":
    sys.exit(main())
