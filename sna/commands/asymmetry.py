"""`sna asymmetry`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sna.model import Findings, Study

SHOWN = (
    *("layer", "snapshot", "quantity", "metric", "group", "other", "value", "n"),
    *("low", "high", "p", "p_min", "note"),
)
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
    """Say how uneven positions are between groups of organisations in STUDY, and how sure one can be.

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
    """  # noqa: D301 - click wants the character itself
    from sna.api import contrast_of
    from sna.contrast import asymmetry as contrasting
    from sna.lenses import of_power, see
    from sna.report import other_groups_sentence

    layers_named = bool(chosen["layers"])
    read = reader.load(study, target=output.out)
    if not read.contrasts and not by:
        click.echo(f"This study has no groups to compare: add [groups] to {read.settings}, or --by COLUMN.", err=True)
    groups = contrast_of(by)
    if sensitivity:
        _does_it_hold(read, metrics, output, by=groups, **chosen, **resampling)
        return
    findings = contrasting(read, by=groups, metrics=metrics or None, **chosen, **resampling)
    kept = read.narrowed(**chosen) if any(chosen.values()) else read
    lenses = () if metrics or layers_named else of_power(kept)
    seen = see(kept, lenses, by=groups, **resampling) if lenses else {}
    if output.is_plain:
        for paragraph in _told(findings, seen, read, kept, by=groups, **resampling):
            click.echo(f"{paragraph}\n")
        if metrics or output.form:
            table = findings.table[findings.table["quantity"].isin(MAIN)]
            output.emit(table, columns=SHOWN)
        if beside := other_groups_sentence(read, groups):
            click.echo(beside, err=True)
        more = "Every measure: add --format table. Medians, mixing, net flow, brokerage, dependence and methods"
        click.echo(f"{more}: add --format csv.", err=True)
        return
    output.emit(findings.with_rows(*seen.values()).table)


def _told(
    findings: Findings,
    seen: Mapping[str, Findings],
    read: Study,
    kept: Study,
    **how: Any,
) -> Iterator[str]:
    """Yield what was found in words: layer by layer, through the lenses, and what to keep in mind of all of it."""
    from sna.report import (
        chance_caution,
        changed_headlines,
        changes_of_headlines,
        few_sentences,
        first_sentences,
        further_sentences,
        how_p_was_had,
        in_words,
        no_interval_sentence,
    )

    swapping = {name: how[name] for name in ("by", "seed", "permutations")}
    changes = changes_of_headlines(findings, kept, **swapping)
    headlines = changed_headlines(findings, changes, read)
    further, seen_first = further_sentences(findings, read), list(first_sentences(seen, kept))
    for layer, sentence in headlines.items():
        yield "\n- ".join([sentence, *further.get(layer, [])])
    every = (
        no_interval_sentence(findings, read),
        *seen_first,
        *(in_words(sentence, read) for sentence in few_sentences(findings)),
        how_p_was_had([findings, *seen.values()]),
        chance_caution(findings, read, headlines.values(), seen_first),
    )
    yield from filter(None, every)


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
