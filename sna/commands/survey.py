"""`sna survey`."""

from __future__ import annotations

from typing import Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader


@click.command()
@options.study
@options.choosing
@options.writing
@options.reading
def survey(study: str, chosen: dict[str, Any], output: Output, reader: Reader) -> None:
    """Say how far the survey in STUDY can be relied on, question by question and snapshot by snapshot.

    Response: organisations that answered, of those approached. Completion: answers, of the pairs that respondents list.
    Confirmation: ties that the other side reports too, of those that one side reports where both answered.
    Below, or in the column not_answered, stands who was approached and did not answer.
    """
    from sna.derive import survey_quality
    from sna.errors import NoResultError, Problem
    from sna.report.survey import without_answers

    table = survey_quality(reader.load(study, target=output.out).narrowed(**chosen))
    if table.empty:
        hint = "Add survey.csv with the columns respondent and partner, or a matrix of answers."
        raise NoResultError(Problem("E702", f"'{study}' has no survey, or none that was asked then.", hint=hint))
    output.emit(table, columns=[column for column in table.columns if column != "not_answered"])
    if output.is_plain:
        click.echo("\n".join(("", *without_answers(table))))
