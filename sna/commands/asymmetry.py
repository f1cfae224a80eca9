"""`sna asymmetry`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader

if TYPE_CHECKING:
    from sna.model import Study

SHOWN = ("layer", "snapshot", "quantity", "metric", "group", "other", "value", "low", "high", "p", "p_min", "note")
CHOICES = ("layer", "family", "choice", "value", "p", "n", "lowest", "highest", "worst_case", "verdict", "changes")
RANKS = ("layer", "quantity", "other", "organisation", "value", "low", "high", "note")
MAIN = ("mean", "difference", "cliffs_delta", "e_i_index", "e_i_index_expected")


@click.command()
@options.study
@click.argument("metrics", nargs=-1, metavar="[METRIC]...")
@click.option("--sensitivity", is_flag=True, help="Does it hold: the headline's gap under other reasonable choices.")
@options.choosing
@options.grouping
@options.resampling
@options.writing
@options.units
def asymmetry(  # noqa: PLR0913
    study: str,
    metrics: tuple[str, ...],
    by: str | None,
    *,
    sensitivity: bool,
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
    from sna.lenses import of_power, see

    read = reader.load(study, target=output.out)
    if not read.contrasts and not by:
        click.echo(f"This study has no groups to compare: add [groups] to {read.settings}, or --by COLUMN.", err=True)
    groups = contrast_of(by)
    if sensitivity:
        _does_it_hold(read, metrics, output, by=groups, **chosen, **resampling)
        return
    findings = contrasting(read, by=groups, metrics=metrics or None, **chosen, **resampling)
    kept = read.narrowed(**chosen) if any(chosen.values()) else read
    lenses = () if metrics or chosen["layers"] else of_power(kept)
    seen = see(kept, lenses, by=groups, **resampling) if lenses else {}
    if output.is_plain:
        from sna.report import (
            chance_caution,
            first_sentences,
            further_sentences,
            headline_sentences,
            how_p_was_had,
            no_interval_sentence,
        )

        further = further_sentences(findings, read)
        headlines, seen_first = headline_sentences(findings, read), list(first_sentences(seen, kept))
        for layer, sentence in headlines.items():
            listed = "".join(f"\n- {said}" for said in further.get(layer, []))
            click.echo(f"{sentence}{listed}\n")
        if told := no_interval_sentence(findings, read):
            click.echo(f"{told}\n")
        for sentence in seen_first:
            click.echo(f"{sentence}\n")
        if told := how_p_was_had([findings, *seen.values()]):
            click.echo(f"{told}\n")
        if told := chance_caution(findings, read, headlines.values(), seen_first):
            click.echo(f"{told}\n")
        if metrics or output.form:
            table = findings.table[findings.table["quantity"].isin(MAIN)]
            output.emit(table, columns=SHOWN)
        more = "Every measure: add --format table. Medians, mixing, net flow, brokerage, dependence and methods"
        click.echo(f"{more}: add --format csv.", err=True)
        return
    output.emit(findings.with_rows(*seen.values()).table)


def _does_it_hold(read: Study, metrics: tuple[str, ...], output: Output, **asked: Any) -> None:
    """Print or write the gap of every layer under other choices."""
    from sna.report import NO_CORRECTION, holds_sentences, in_words, stability_sentence
    from sna.robustness import sensitivity

    if len(metrics) > 1:
        raise click.UsageError("--sensitivity asks of one metric at a time: name one, or none for the headline's.")
    found = sensitivity(read, metric=next(iter(metrics), ""), **asked)
    if not output.is_plain:
        output.emit(found.table)
        return
    where = found.table[["layer", "snapshot"]].drop_duplicates().itertuples(index=False)
    ranks = [stability_sentence(found, read, layer=layer, snapshot=snapshot) for layer, snapshot in where]
    for sentence in (*holds_sentences(found).values(), *filter(None, ranks)):
        click.echo(f"{in_words(sentence, read)}\n")
    output.emit(found.table, columns=CHOICES)
    kept = found.stability.table
    output.emit(kept[kept["quantity"] != "rank"], columns=RANKS)
    click.echo(f"{NO_CORRECTION} All columns: add --format csv; figure: sna draw STUDY sensitivity.", err=True)
