"""`sna test`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.progress import bar_of_tests
from sna.commands.reading import CHOSEN, Reader

if TYPE_CHECKING:
    from sna.model import Findings, Study

SHOWN = ("layer", "snapshot", "quantity", "metric", "group", "other", "value", "low", "high", "p", "p_min", "note")
ARGUMENTS = {
    "qap": "two layers of the study, for example: mdt joint_roles",
    "mrqap": "a formula in quotation marks, for example: 'mdt ~ joint_roles + same(centre)'",
    "cug": "metrics of networks: transitivity",
    "bootstrap": "density, mean_degree or mean_strength",
    "anova": "metrics of organisations: in_degree",
    "ergm": "a formula in quotation marks: 'mdt ~ edges + nodematch(centre)'",
}
NEEDED = {"qap": 2, "mrqap": 1, "cug": 1, "ergm": 1}
BY_ARGUMENTS = ("qap", "mrqap", "ergm")
"""Tests whose arguments name the layers."""

GIVEN = ("size", "edges", "dyads")
HELP = """Test the networks of STUDY by name; KIND says how, WHAT is what it needs.

\b
KIND       asks                                   WHAT, for example
qap        do two kinds of tie go together?       mdt joint_roles
mrqap      also with the rest held constant?      "mdt ~ joint_roles + same(centre)"
cug        is a network as chance would have it?  transitivity
bootstrap  how sure is a mean over pairs?         density
anova      do groups differ on a metric?          in_degree
ergm       which terms make a network likely?     "mdt ~ edges + mutual"

\b
Terms of qap and mrqap:
  LAYER, strength(LAYER), LAYER@SNAPSHOT, same(COLUMN), distance(COLUMN),
  ends(COLUMN=VALUE), sender(COLUMN=VALUE), receiver(COLUMN=VALUE),
  sender(COLUMN) and receiver(COLUMN) of numbers, km() from latitude and longitude

\b
Terms of ergm (needs pip install 'sna[ergm]'):
  edges, mutual, triangle, gwesp(DECAY), nodematch(COLUMN),
  nodefactor(COLUMN=VALUE), nodeofactor(COLUMN=VALUE), nodeifactor(COLUMN=VALUE)
"""


@click.command(help=HELP)
@options.study
@click.argument("kind", type=click.Choice(tuple(ARGUMENTS)), metavar="KIND")
@click.argument("what", nargs=-1, metavar="[WHAT]...")
@click.option("--metric", "metrics", multiple=True, metavar="ID", help="This metric too (repeatable).")
@click.option(
    "--given", type=click.Choice(GIVEN), default="edges", show_default=True, help="cug: what chance networks share."
)
@click.option("--logit", is_flag=True, help="mrqap: explain the odds that there is a tie.")
@click.option(
    "--no-robust", is_flag=True, help="mrqap: no check by a robust standard error (it takes most of the time)."
)
@options.choosing
@options.grouping
@options.resampling
@options.writing
@options.reading
def test(study: str, kind: str, what: tuple[str, ...], *, output: Output, reader: Reader, **asked: Any) -> None:
    """Run the tests of one kind and print their findings."""
    given = (*what, *asked["metrics"])
    _check_count(kind, given)
    if asked["logit"] and kind != "mrqap":
        raise click.UsageError(f"--logit is for mrqap, not for {kind}.")
    if asked["no_robust"] and (kind != "mrqap" or asked["logit"]):
        raise click.UsageError(f"--no-robust is for mrqap, not for {kind}{' --logit' if asked['logit'] else ''}.")
    if kind in BY_ARGUMENTS:
        if asked["chosen"]["layers"]:
            raise click.UsageError(f"'{kind}' takes its layers from its arguments, not from --layer.")
        click.get_current_context().meta.pop(CHOSEN, None)
    read = reader.load(study, target=output.out)
    from sna.infer import listening

    with bar_of_tests(quiet=reader.quiet) as progress, listening(progress):
        findings = _run(read, kind, given, asked)
    if output.is_plain:
        from sna.report import inference_sentences

        for sentence in inference_sentences(findings):
            click.echo(f"{sentence}\n")
    output.emit(findings.table, columns=SHOWN)


def _check_count(kind: str, given: tuple[str, ...]) -> None:
    """Raise unless there are as many arguments as a test needs."""
    if len(given) < NEEDED.get(kind, 0) or (kind == "qap" and len(given) > NEEDED[kind]):
        raise click.UsageError(f"'{kind}' needs {ARGUMENTS[kind]}.")


def _run(study: Study, kind: str, given: tuple[str, ...], asked: dict[str, Any]) -> Findings:
    """Run a test."""
    from sna import relate
    from sna.api import contrast_of
    from sna.contrast import anova, resolve_contrast

    chosen, resampling = dict(asked["chosen"]), asked["resampling"]
    drawing = {name: value for name, value in resampling.items() if name != "exact"}
    if kind in BY_ARGUMENTS:
        chosen.pop("layers")
        if kind == "qap":
            return relate.qap(study, given[0], given[1], **chosen, **resampling)
        if kind == "ergm":
            return relate.ergm(study, " ".join(given), **chosen, seed=resampling["seed"])
        model = "logit" if asked["logit"] else "linear"
        robust = not asked["no_robust"]
        return relate.mrqap(study, " ".join(given), model=model, robust=robust, **chosen, **resampling)
    if kind == "anova":
        return anova(study, by=contrast_of(asked["by"]), metrics=given or None, **chosen, **resampling)
    if kind == "bootstrap":
        return relate.vertex_bootstrap(study, given or ("density",), **chosen, **drawing)
    contrast = resolve_contrast(study, contrast_of(asked["by"]))
    return relate.cug(study, given, given=asked["given"], contrast=contrast, **chosen, **drawing)
