"""A study of organisations → the study of its people: every person takes the place that an organisation has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sna.derive.columns import blank, texts
from sna.errors import Problem, TooLargeError, UsageError
from sna.model import Contrast, FactTable, LayerRule, Roster, Study
from sna.model.roster import PEOPLE, Attribute

if TYPE_CHECKING:
    import pandas as pd

MOST_PEOPLE = 1_000
"""More people than this are not made one network of: every pair of them has a cell."""
TIERS = ("top", "middle", "bottom")
OWN = ("profession", "specialty", "tier", "employer")
"""Attributes of people, as the table has them; others may be anything, and are not carried over."""
_MOST_GROUPS = 6
_OF_ORGANISATIONS = re.compile("organisation", re.IGNORECASE)
"""What a warning speaks of that says nothing of people; the check of the study itself has it."""
_STOOD_FOR = "stood_for"
TO_CHAIR = "to_chair"


def people_study(study: Study) -> Study:
    """Return the study in which people are the units: the same facts, with persons in the place of organisations.

    Parameters
    ----------
    study
        A study of organisations that lists its ``people``; one of people is returned as it is.

    Returns
    -------
    Study
        Its roster is the table of people: profession, specialty, tier, employer, and what the employer is (centre,
        Its warnings are those that do not speak of organisations. Its roster is the table of people: profession,
        specialty, tier, employer, and what the employer is (centre, sector, …). Its layers are those whose facts name
        persons: meetings attended and decisions taken together, by the rules declared for organisations; ``to_chair``,
        from each attendee to the person in the chair; and ``contacts``, who turns to whom: who has no row of their own
        in a snapshot was not asked, and whom they turn to is not observed. Other layers say nothing of people and are
        left out, with a warning.

    Raises
    ------
    UsageError
        If the study lists no people, or no fact in it names one.
    TooLargeError
        If there are more than `MOST_PEOPLE`.

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> print(people_study(read_study("centralised-surgery", deriving=DERIVING)))
    centralised-surgery: 174 people, 3 snapshots, layers: meetings, to_chair
    """
    if study.roster.kind == PEOPLE:
        return study
    roster = _roster(study)
    layers = dict(_layers(study))
    if not layers:
        hint = "Needed: a column person in attendance or decisions, or a table contacts (from_person, to_person)."
        raise UsageError(Problem("E702", "No table says who of the people met or turned to whom.", hint=hint))
    return replace(
        study,
        roster=roster,
        tables=dict(_tables(study, roster)),
        layers=layers,
        contrasts=_contrasts(study, roster),
        opened={},
        closed={},
        boundary="",
        problems=(*(p for p in study.problems if not _OF_ORGANISATIONS.search(str(p))), *_left_out(study, layers)),
        _derived={},
    )


def _roster(study: Study) -> Roster:
    """Return the people, with what they and their employers are; their names are their pseudonyms."""
    listed = study.tables.get("people")
    if listed is None or not len(listed):
        hint = "Add people.csv: person (a pseudonym), profession, tier, employer."
        raise UsageError(Problem("E101", "The study has no table of people.", "people.csv", hint=hint))
    frame = listed.frame[listed.frame["person"].notna()].drop_duplicates("person")
    if len(frame) > MOST_PEOPLE:
        hint = "'sna lens STUDY profession' works with any number of people, one profession at a time."
        message = f"Networks of people are made of at most {MOST_PEOPLE:,}."
        raise TooLargeError(Problem("E901", message, listed.file, value=f"{len(frame):,} people", hint=hint))
    own = {column: texts(frame, column).tolist() for column in OWN if column in frame.columns}
    employers = own.get("employer", [])
    taken = {
        column: [None if employer is None else of.get(employer) for employer in employers]
        for column in (study.roster.attributes if employers else ())
        if column not in own
        for of in [study.roster.group_of(column)]
    }
    return Roster.of(frame["person"].tolist(), kind=PEOPLE, attributes={**own, **taken})


def names_people(study: Study, table: str) -> bool:
    """Whether a table of who took part in what says which persons did."""
    found = study.tables.get(table)
    return found is not None and not bool(blank(texts(found.frame, "person")).all())


def _layers(study: Study) -> Iterator[tuple[str, LayerRule]]:
    """Yield the layers that facts about persons make, named as they are for organisations."""
    taken = set()
    for table in ("attendance", "decisions"):
        if not names_people(study, table):
            continue
        declared = [rule for rule in study.layers.values() if rule.table == table and rule.rule != "to_host"]
        for rule in declared or [LayerRule(table, table, rule="newman", directed=False)]:
            taken.add(rule.rule)
            yield rule.name, rule
    meetings = study.tables.get("meetings")
    chaired = meetings is not None and not blank(texts(meetings.frame, "chair")).all()
    if chaired and names_people(study, "attendance") and TO_CHAIR not in taken:
        yield TO_CHAIR, LayerRule(TO_CHAIR, "attendance", rule=TO_CHAIR, directed=True)
    contacts = study.tables.get("contacts")
    if contacts is not None and len(contacts):
        weight = "weight" if "weight" in contacts.frame.columns else ""
        yield "contacts", LayerRule("contacts", "contacts", weight=weight, directed=True, declared=True)


def _tables(study: Study, roster: Roster) -> Iterator[tuple[str, FactTable]]:
    """Yield the tables that speak of people, with a person wherever an organisation stood."""
    for name in ("attendance", "decisions"):
        if names_people(study, name):
            table = study.tables[name]
            stood = {"organisation": _STOOD_FOR} if "organisation" in table.frame.columns else {}
            frame = table.frame.rename(columns=stood)
            yield name, replace(table, frame=frame.assign(organisation=frame["person"]))
    if (people := study.tables.get("people")) is not None:
        # Whoever is asked for a person's organisation is answered with the person.
        yield "people", replace(people, frame=people.frame.assign(employer=people.frame["person"]))
    if (contacts := study.tables.get("contacts")) is not None:
        ends = {"from_person": "from_organisation", "to_person": "to_organisation"}
        yield "contacts", replace(contacts, frame=contacts.frame.rename(columns=ends))
    if "meetings" in study.tables:
        yield "meetings", study.tables["meetings"]
    if (centres := study.tables.get("centres")) is not None and "employer" in roster.attributes:
        yield "centres", replace(centres, frame=_of_employees(centres.frame, roster))
    if "timeline" in study.tables:
        yield "timeline", study.tables["timeline"]


def _of_employees(centres: pd.DataFrame, roster: Roster) -> pd.DataFrame:
    """Return the rows of `centres` for everybody who works there."""
    import pandas as pd

    people = pd.DataFrame({"person": roster.ids, "organisation": roster.attributes["employer"]})
    both = centres.reset_index(names="line").merge(people[people["organisation"].notna()], on="organisation")
    return both.assign(organisation=both["person"]).drop(columns="person").set_index("line")


def _contrasts(study: Study, roster: Roster) -> tuple[Contrast, ...]:
    """Return tiers and professions, where they divide the people, then the groups of their employers."""
    known: Mapping[str, Attribute] = roster.attributes
    found = []
    for column, order in (("tier", TIERS), ("profession", ())):
        values = {value for value in known.get(column, ()) if value is not None}
        if 2 <= len(values) <= _MOST_GROUPS:  # noqa: PLR2004 - one value divides nobody
            found.append(Contrast(column, tuple(v for v in order if v in values) or tuple(sorted(values))))
    there = {column: set(values) for column, values in known.items()}
    own = {contrast.column for contrast in found}
    of_employers = (c for c in study.contrasts if c.column not in own and c.column in there)
    return (*found, *(c for c in of_employers if all(g == "*" or g in there[c.column] for g in c.groups)))


def _left_out(study: Study, layers: Mapping[str, LayerRule]) -> Iterator[Problem]:
    for name, rule in study.layers.items():
        if name not in layers:
            message = f"Layer '{name}' says nothing of single people: not among their networks."
            yield Problem("W204", message, study.tables[rule.table].file)
