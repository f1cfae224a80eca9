"""`sna asymmetry`."""

from __future__ import annotations

from typing import Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader

SHOWN = ("layer", "snapshot", "quantity", "metric", "group", "other", "value", "low", "high", "p", "p_min", "note")
MAIN = ("mean", "difference", "cliffs_delta", "e_i_index", "e_i_index_expected")


@click.command()
@options.study
@click.argument("metrics", nargs=-1, metavar="[METRIC]...")
@options.choosing
@options.grouping
@options.resampling
@options.writing
@options.reading
def asymmetry(
    study: str,
    metrics: tuple[str, ...],
    by: str | None,
    chosen: dict[str, Any],
    resampling: dict[str, Any],
    output: Output,
    reader: Reader,
) -> None:
    r"""Say how uneven positions are between groups of organisations in STUDY, and how sure one can be.

    The p beside a finding says how often labels of the groups, dealt out at random, would give one as far out.

    \b
    What is found, by layer and snapshot (docs/asymmetry.md has all of it):
      mean, median, share                   of each metric and group
      difference, ratio, cliffs_delta       of each metric and pair of groups
      between_share, .._max                 inequality that lies between groups
      mixing                                ties from group to group
      net_flow                              who sends and who receives
      e_i_index, .._min, .._max             ties between groups against within
      brokerage                             who goes between whom, by role
      routes_through                        routes of one group through another
      pairs_reaching, .._without            who reaches whom without the other
      strongest_partner, .._in              who depends on whom, by group
      .._expected                           what chance labels give
    """
    from sna.api import contrast_of
    from sna.contrast import asymmetry as contrasting

    read = reader.load(study, target=output.out)
    if not read.contrasts and not by:
        click.echo(f"This study has no groups to compare: add [groups] to {read.settings}, or --by COLUMN.", err=True)
    findings = contrasting(read, by=contrast_of(by), metrics=metrics or None, **chosen, **resampling)
    if output.is_plain:
        from sna.report import further_sentences, headline_sentences

        further = further_sentences(findings, read)
        for layer, sentence in headline_sentences(findings, read).items():
            listed = "".join(f"\n- {said}" for said in further.get(layer, []))
            click.echo(f"{sentence}{listed}\n")
        table = findings.table[findings.table["quantity"].isin(MAIN)]
        output.emit(table, columns=SHOWN)
        more = "Medians, shares, ratios, mixing, net flow, brokerage, dependence and methods"
        click.echo(f"{more}: add --format csv.", err=True)
        return
    output.emit(findings.table)
