"""study.toml → sections whose keys and values have been checked, with the line of every problem."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sna.errors import Problem, nearest
from sna.io.text import CONTROL
from sna.io.text_table import shown
from sna.io.toml_dates import date_hint
from sna.io.toml_rest import KEY, rest_of

_SPELLED = re.compile(
    r"\\(u00(0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|U000000(0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|b|f)", re.IGNORECASE
)
_KINDS: dict[str, tuple[type, str]] = {
    "text": (str, 'text in quotation marks, such as "all"'),
    "date": (dt.date, "a date without quotation marks, such as 2019-04-30"),
    "number": (int, "a whole number, such as 1"),
    "yes_no": (bool, "true or false"),
    "list": (list, 'a list of texts, such as ["specialist", "local"]'),
    "section": (dict, 'keys and values, such as { person = "staff_no" }'),
}


@dataclass(frozen=True)
class Key:
    """What one key may hold: its kind, the values it knows, and those it will only know in a later version."""

    kind: str = "text"
    choices: tuple[object, ...] = ()
    later: tuple[object, ...] = ()


@dataclass
class TomlFile:
    """The text of study.toml and every problem found in it."""

    text: str
    file: str
    found: list[Problem] = field(default_factory=list)
    cells: Mapping[int, str] = field(default_factory=dict)
    """Line → what the cell held, where the settings are a sheet."""
    lost: set[tuple[str, str]] = field(default_factory=set)
    """The (section, key) whose values are not known: what follows from them is not to be said."""

    @property
    def headless(self) -> bool:
        """Whether what was lost stood above all sections, where a heading may have been meant."""
        return any(not section for section, _ in self.lost)

    def parse(self) -> dict[str, object]:
        """Return its sections, as far as they can be read; none where too little of it is TOML."""
        rest = rest_of(self.text)
        written = self.text.split("\n")
        for message, line, column in rest.errors:
            value = written[line - 1].strip() if 0 < line <= len(written) else ""
            near = f"Look near character {column} of this line: text needs quotation marks on both sides."
            # A date within quotation marks is text, and cannot be what keeps the line from being read.
            hint = date_hint(re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", value)) or near
            self.found.append(Problem("E601", f"{message}.", self.file, line, value=value[:60], hint=hint))
        self.lost |= rest.lost
        if rest.sections is None:
            self.found = self.found[:1]
            self.lost.add(("", ""))
            return {}
        self._control_characters(rest.sections)
        return rest.sections

    def _control_characters(self, sections: object) -> None:
        """Note what no text may hold, and study.toml can only spell out."""
        bad = sorted(text for text in _texts(sections) if CONTROL.search(text))
        if bad:
            lines = enumerate(self.text.splitlines(), 1)
            line = next((number for number, text in lines if _SPELLED.search(text)), None)
            hint = "Delete it: it cannot be seen, and does harm where it is printed."
            self.found.append(
                Problem("E118", "A control character in a text.", self.file, line, value=shown(bad[0]), hint=hint)
            )

    def wrong(self, code: str, message: str, at: tuple[str, str], *, nth: int = 0, **more: str) -> None:
        """Note a problem at a (section, key); of sections with the same name, the nth."""
        line = line_of(self.text, *at, nth=nth)
        if code.startswith("E"):
            self.lost.add(at)
        self.found.append(Problem(code, message, self.file, line, at[1] or at[0], **more))

    def as_given(self, value: object, at: tuple[str, str], *, nth: int = 0) -> str:
        """Return a value as it was given at a (section, key): in a sheet, what the cell held."""
        line = line_of(self.text, *at, nth=nth)
        held = self.cells.get(line or 0)
        return shown(held or (value if isinstance(value, str) else str(value)))

    def checked(
        self, section: str, given: object, keys: Mapping[str, Key], *, nth: int = 0, strangers: bool = False
    ) -> dict[str, object]:
        """Return the keys of a section that are known and hold what they may; ``strangers`` are left as they are."""
        if not isinstance(given, dict):
            self.wrong("E603", f"'{section}' is a section: write [{section}].", ("", section), value=str(given)[:60])
            return {}
        good: dict[str, object] = {}
        for key, value in given.items():
            if key in keys:
                if self._fits((section, key), value, keys[key], nth):
                    good[key] = value
            elif strangers:
                good[key] = value
            else:
                hint = nearest(key, keys)
                self.wrong("E602", f"[{section}] has no key '{key}'.", (section, key), nth=nth, hint=hint)
        return good

    def _fits(self, at: tuple[str, str], value: object, key: Key, nth: int) -> bool:
        kind, said = _KINDS[key.kind]
        message = hint = ""
        expected = said
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool | dt.datetime)):
            message = f"'{at[1]}' has a value of the wrong kind."
            hint = re.sub(r"^Write (?=\d)", f"Write {at[1]} = ", date_hint(str(value))) if key.kind == "date" else ""
        elif value in key.later:
            message = f"{at[1]} = {_written(value)} is not supported in this version."
            expected = " or ".join(_written(choice) for choice in key.choices)
        elif key.choices and value not in key.choices:
            message = f"'{at[1]}' does not know this value."
            expected = " or ".join(_written(choice) for choice in key.choices)
        if message:
            given = self.as_given(_written(value), at, nth=nth)
            self.wrong("E603", message, at, nth=nth, value=given, expected=expected, hint=hint)
        return not message


def _texts(given: object) -> Iterator[str]:
    """Yield every text and key of what study.toml says."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict | list):
        for part in given:
            yield from _texts(part)
        for part in given.values() if isinstance(given, dict) else ():
            yield from _texts(part)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def key_of(name: str) -> str:
    """Return a name as a key of study.toml: in quotation marks where it needs them.

    Examples
    --------
    >>> key_of("referrals"), key_of("my referrals")
    ('referrals', '"my referrals"')
    """
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else text_of(name)


def text_of(value: str) -> str:
    """Return a text as study.toml writes it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def line_of(text: str, section: str, key: str, *, nth: int = 0) -> int | None:
    r"""Return the line of a key in a section, or of the section's heading; ``None`` where it is not found.

    Examples
    --------
    >>> line_of("[study]\ntitle = 'x'\n", "study", "title")
    2
    """
    inside = ""
    seen = -1
    heading = None
    for number, line in enumerate(text.splitlines(), 1):
        if opened := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
            inside = opened[1].replace('"', "").replace("'", "")
            seen += inside == section
            if inside == section and seen == nth:
                heading = number
        elif inside == section and (not section or seen == nth) and _is_key(line, key):
            return number
    if heading is None and "." in section:
        parent, child = section.rsplit(".", 1)
        dotted = line_of(text, parent, f"{child}.{key}")
        return line_of(text, parent, child) if dotted == line_of(text, parent, "") else dotted
    return heading


def _is_key(line: str, key: str) -> bool:
    written = KEY.match(line)
    plain = re.sub(r"\s*\.\s*", ".", re.sub("[\"']", "", written[1])) if written else ""
    return bool(key) and f"{plain}.".startswith(re.sub("[\"']", "", key) + ".")
