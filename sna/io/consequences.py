"""What follows only from a setting that could not be read is not said: it goes when that setting is mended."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence

from sna.errors import Problem
from sna.io.sources import Sources
from sna.io.survey import SURVEY
from sna.io.tables import ReadTable
from sna.io.toml_keys import LAYER, SECTIONS
from sna.io.toml_sections import TomlFile

_CLOSE = 0.6
_OF_SETTINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("read", "encoding"): ("E116", "W117"),
    ("read", "delimiter"): ("E120",),
    ("read", "date_order"): ("E501", "E502", "E503"),
    ("people", "permitted"): ("E801",),
    ("study", "cut_off"): ("W510", "W511"),
    ("study", "snapshots"): ("W509", "W522"),
    ("snapshot", ""): ("W509", "W522"),
    ("groups", ""): ("W334",),
    ("layer", "duplicates"): ("E404",),
    ("layer", "directed"): ("E405",),
    ("layer", "weight"): ("E405", "W205", "W315", "W318"),
    ("layer", "only"): ("E404", "E405", "E324"),
    ("layer", "from"): ("E404", "E405", "E324", "W204", "W205"),
    ("survey", "questions"): ("W205",),
}
"""Setting → what may follow from its not being known. More is told apart by its words."""
_ANSWERS = ("E317", "E319", "E323", "W323", "W324")
_NAMING = ("W328", "W507")
"""Problems that name a person under the heading of something else."""
_OF_ANSWERS = ("words", "not_known", "scales", "reversed", "questions")


def what_is_lost(toml: TomlFile) -> frozenset[tuple[str, str]]:
    r"""Return the (section, key) whose value is not known; the key is empty for a whole section, both for everything.

    Examples
    --------
    >>> toml = TomlFile("[read]\ndate_ordr = 'dmy'\n", "study.toml", lost={("read", "date_ordr")})
    >>> what_is_lost(toml)
    frozenset({('read', 'date_order')})
    """
    return frozenset(meant for section, key in toml.lost for meant in _meant(section.strip(), key.partition(".")[0]))


def _meant(section: str, key: str) -> list[tuple[str, str]]:
    head, _, rest = section.partition(".")
    known = {**SECTIONS, "snapshot": {}, "layer": LAYER}
    if not section:
        homes = [(home, key) for home, keys in known.items() if key in keys]
        return homes or [(near, "") for near in _near(key, known)] or [("", "")]
    if head not in known:
        # A section of no known name was meant as the nearest, or else as one that has such a key.
        homes = [(home, key) for home, keys in known.items() if key in keys]
        return [(near, "") for near in _near(head, known)] or homes
    if head in {"snapshot", "groups"}:
        return [(head, "")]
    if head == "tables":
        return [(head, rest or key)]
    if head == "layer":
        return [(section, near) for near in _near(key, LAYER)] if key else [(head, "")]
    return [(head, near) for near in _near(rest or key, SECTIONS[head])] or [(head, "")]


def _near(word: str, known: Collection[str]) -> list[str]:
    return [word] if word in known else difflib.get_close_matches(word.lower(), known, n=1, cutoff=_CLOSE)


def is_lost(lost: Collection[tuple[str, str]], section: str, key: str) -> bool:
    """Whether the value of a key is not known."""
    return bool({("", ""), (section, ""), (section, key)} & set(lost))


def independent(
    problems: Sequence[Problem],
    lost: Collection[tuple[str, str]],
    tables: Mapping[str, ReadTable],
    sources: Sources,
    settings: str,
) -> list[Problem]:
    """Return the problems that are there whatever the settings that could not be read would say.

    Parameters
    ----------
    problems
        All that were found of tables.
    lost
        What `what_is_lost` told before the tables were read.
    tables
        What was read, whole or in part.
    sources
        Which file is which table.
    settings
        The file or sheet of the settings.
    """
    if not lost:
        return list(problems)
    lost = frozenset(lost)
    of_file = {label: table for table, label in sources.files.items()}
    rules = _Rules(lost, tables, sources)
    # What keeps settings and the list of those who opted out from being read is a cause, and never goes.
    causes = {sources.files.get("opt_out", ""), settings}
    headless = {p.label for p in problems if p.code == "E201"} if is_lost(lost, "read", "header_row") else set()
    return [
        problem
        for problem in problems
        if problem.label in causes
        or (problem.label not in headless and not rules.follows(problem, of_file.get(problem.label, "")))
    ]


class _Rules:
    """What follows from the settings that are lost."""

    def __init__(self, lost: frozenset[tuple[str, str]], tables: Mapping[str, ReadTable], sources: Sources) -> None:
        self.lost = lost
        self.surveys = {name for name, table in tables.items() if table.facts.is_survey or name == SURVEY}
        self.persons = _naming_persons(tables) if is_lost(lost, "people", "opt_out") else frozenset()
        self.layers = sources.layer_tables
        self.codes = {
            code
            for (section, key), codes in _OF_SETTINGS.items()
            if section != "layer" and (is_lost(lost, section, key) or (not key and section in {s for s, _ in lost}))
            for code in codes
        }
        self.answers = any(is_lost(lost, "survey", key) for key in _OF_ANSWERS)

    def follows(self, problem: Problem, table: str) -> bool:
        """Whether a problem of a table may be there only because a setting is lost."""
        code = problem.code
        return (
            code in self.codes
            or code in self._of_layers(table)
            or (code == "E319" and "decimal = " in problem.hint and is_lost(self.lost, "read", "decimal"))
            or (self.answers and code in _ANSWERS and table in self.surveys)
            or (code == "E201" and is_lost(self.lost, "tables", "columns"))
            or (code in {"E101", "W204", "E105"} and self._of_no_table(problem))
            or (problem.label, problem.column) in self.persons
            or (bool(self.persons) and code in _NAMING)
        )

    def _of_layers(self, table: str) -> set[str]:
        """Return what may follow from what is lost of layers: of those made from a table, or of any."""
        whole = bool({("", ""), ("layer", "")} & self.lost)
        return {
            code
            for (section, key), codes in _OF_SETTINGS.items()
            if section == "layer"
            and (
                whole
                or any(
                    (f"layer.{name}", key) in self.lost and (made_from == table or key == "from")
                    for name, made_from in self.layers.items()
                )
            )
            for code in codes
        }

    def _of_no_table(self, problem: Problem) -> bool:
        """Whether a file is not read, or missed, because it is not known which table it is."""
        missed = problem.file.removesuffix(".csv")
        return is_lost(self.lost, "tables", missed) or (
            problem.code == "W204" and "tables" in {s for s, _ in self.lost}
        )


def _naming_persons(tables: Mapping[str, ReadTable]) -> frozenset[tuple[str, str]]:
    """Return the table and heading of every column in which somebody may be named who opted out."""
    return frozenset(
        (table.facts.file, table.headings.get(column.name, column.name))
        for table in tables.values()
        for column in table.schema.columns
        if column.refers == "people" or column.name == "person"
    )
