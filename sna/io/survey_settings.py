"""What ``[survey]`` of study.toml says: composites, scales, words and codes of answers, and who did not answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from sna.io.declaration import Declaration
from sna.io.toml_sections import TomlFile
from sna.model.answers import NonRespondents, Unlisted

Scale = tuple[float, float]
_ENDS_OF_A_SCALE = 2


@dataclass(frozen=True)
class Settings:
    """``[survey]``, every part empty or at its default where it says nothing.

    Attributes
    ----------
    non_respondents, unlisted
        As `sna.model.Study.non_respondents` and `sna.model.Answers.unlisted`; ``unlisted`` is ``None`` where it is not
        declared.
    questions
        Columns that hold the answers to one question each.
    not_known
        Answers that mean "do not know".
    words
        Answer in words, in lower case → its number.
    scales
        Question → lowest and highest answer.
    turned
        Questions whose high answers mean little.
    composites
        Name → its items.
    """

    non_respondents: NonRespondents = "full"
    unlisted: Unlisted | None = None
    questions: tuple[str, ...] = ()
    not_known: frozenset[str] = frozenset()
    words: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    turned: tuple[str, ...] = ()
    composites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def survey_settings(declaration: Declaration) -> Settings:
    """Return what ``[survey]`` says; what it cannot mean is noted in study.toml's problems."""
    given, toml = declaration.survey, declaration.toml
    return Settings(
        cast("NonRespondents", given.get("non_respondents", "full")),
        cast("Unlisted | None", given.get("unlisted")),
        _texts(given, "questions", toml),
        frozenset(text.casefold() for text in _texts(given, "not_known", toml)),
        _words(given, toml),
        _scales(given, toml),
        _texts(given, "reversed", toml),
        _composites(given, toml),
    )


def is_number(value: object) -> bool:
    """Whether a value of study.toml is a number that an answer can be: finite, 0 or more."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0


def _texts(given: Mapping[str, object], key: str, toml: TomlFile) -> tuple[str, ...]:
    listed = cast("list[object]", given.get(key, []))
    # A code such as 99 may stand without quotation marks.
    texts = [str(x) if isinstance(x, int) and not isinstance(x, bool) and key == "not_known" else x for x in listed]
    good = tuple(text.strip() for text in texts if isinstance(text, str) and text.strip())
    if len(good) < len(texts):
        toml.wrong(
            "E603",
            f"'{key}' lists something that is not a text.",
            ("survey", key),
            value=toml.as_given(listed, ("survey", key)),
            expected='texts in quotation marks, such as ["trust", "influence"]',
        )
    return good


def _words(given: Mapping[str, object], toml: TomlFile) -> dict[str, float]:
    words = {}
    for word, number in cast("dict[str, object]", given.get("words", {})).items():
        if is_number(number):
            words[word.strip().casefold()] = float(cast("float", number))
        else:
            _wrong(toml, "words", word, number, f"'{word}' stands for no number.", "a number such as 3, 0 for no tie")
    return words


def _scales(given: Mapping[str, object], toml: TomlFile) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    for question, ends in cast("dict[str, object]", given.get("scales", {})).items():
        numbers = [float(end) for end in ends if is_number(end)] if isinstance(ends, list) else []
        if isinstance(ends, list) and len(numbers) == len(ends) == _ENDS_OF_A_SCALE and numbers[0] < numbers[1]:
            scales[question] = (numbers[0], numbers[1])
        else:
            message = f"The scale of '{question}' is not its lowest and its highest answer."
            _wrong(toml, "scales", question, ends, message, "[1, 4]")
    return scales


def _composites(given: Mapping[str, object], toml: TomlFile) -> dict[str, tuple[str, ...]]:
    composites = {}
    for name, items in cast("dict[str, object]", given.get("composites", {})).items():
        texts = [item for item in items if isinstance(item, str)] if isinstance(items, list) else []
        if isinstance(items, list) and len(set(texts)) == len(items) > 1:
            composites[name] = tuple(texts)
        else:
            message = f"Composite '{name}' does not list two or more different questions."
            _wrong(toml, "composites", name, items, message, '["mission", "reliability", "communication"]')
    return composites


def _wrong(toml: TomlFile, key: str, part: str, value: object, message: str, expected: str) -> None:
    at = (f"survey.{key}", part)
    toml.wrong("E603", message, at, value=toml.as_given(value, at), expected=expected)
