"""The settings of a new study: every one with a note, none set."""

from __future__ import annotations

from dataclasses import dataclass

from sna.io.toml_sections import text_of


@dataclass(frozen=True)
class Setting:
    """A line of the settings: a section, or a key with its note and an example of its value."""

    key: str
    note: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    date: bool = False


SETTINGS = (
    Setting("[study]", "All settings may stay blank."),
    Setting("title", "The title of the report.", "Our network"),
    Setting("boundary", "How it was decided who is in.", "Every provider of the pathway"),
    Setting("cut_off", "The day up to which records are complete.", "2024-12-31", date=True),
    Setting("organisations", "Who counts in a snapshot: all, or only those with a record.", "all", ("all", "present")),
    Setting(
        "snapshots", "Cut time into equal parts, instead of naming snapshots.", "year", ("year", "quarter", "month")
    ),
    Setting("[[snapshot]]", "A period with a name; one block of these rows for each, in order."),
    Setting("name", "", "before"),
    Setting("from", "Its first day.", "2023-01-01", date=True),
    Setting("to", "Its last day.", "2023-12-31", date=True),
    Setting("[[snapshot]]"),
    Setting("name", "", "after"),
    Setting("from", "", "2024-01-01", date=True),
    Setting("to", "", "2024-12-31", date=True),
    Setting("[groups]", "What is compared: a column of organisations, and two or more of its values."),
    Setting(
        "centre", "Specialist and local centres are compared anyway where this is blank.", '["specialist", "local"]'
    ),
    Setting("[survey]", "What a survey asked; the answers are in sheet survey, or in survey.csv."),
    Setting("questions", "The columns that hold the answers to one question each.", '["trust", "influence"]'),
    Setting("not_known", "Answers that mean: I do not know.", '["99", "dk"]'),
    Setting("scales.trust", "Lowest and highest answer to the question after the point; a row a question.", "[1, 5]"),
    Setting("[read]", "How cells are written."),
    Setting("date_order", "Dates in text: day first, month first or year first.", "dmy", ("dmy", "mdy", "ymd")),
    Setting("decimal", "The decimal mark of numbers in text: a point or a comma.", ".", (".", ",")),
    Setting("[asymmetry]", "The one measure that the study is about, named before the numbers are seen."),
    Setting("primary", "", "in_degree"),
)
"""What a coordinator may want to set; `docs/data-format.md` has the rest."""


def settings_as_toml() -> str:
    """Return a study.toml in which everything is a comment: every key with its note and an example."""
    lines = [
        "# The settings of this study. All of them may stay as they are.",
        "# To use a line, take the # in front of it away, and put your own value in.",
    ]
    for setting in SETTINGS:
        if setting.key.startswith("["):
            lines += ["", *([f"# {setting.note}"] if setting.note else []), f"# {setting.key}"]
        else:
            quoted = setting.date or setting.example.startswith("[")
            value = setting.example if quoted else text_of(setting.example)
            either = f" (or {', '.join(c for c in setting.choices if c != setting.example)})" if setting.choices else ""
            note = f"   # {setting.note}{either}" if setting.note or either else ""
            lines.append(f"# {setting.key} = {value}{note}")
    return "\n".join([*lines, ""])
