"""What study.toml says, before any table is read."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from sna.errors import nearest
from sna.io.headings import fold
from sna.io.release import check_release
from sna.io.text_table import Reading, shown
from sna.io.toml_keys import LAYER, SECTIONS, SNAPSHOT
from sna.io.toml_sections import TomlFile, key_of
from sna.model.declaration import Contrast
from sna.model.schema import EDGE_LIST, TABLES
from sna.model.snapshots import Snapshot, SpellRule

_BETWEEN = re.compile(r"\s+(?:vs|v|versus)\.?\s+|\s*[/,;]\s*", re.IGNORECASE)
"""What people put between two groups that they write as one."""
DeclaredLayers = Mapping[str, Mapping[str, object]]

_LAST_HEADER = 1000
"""A line far beyond any title; lines before it are counted one by one."""


@dataclass(frozen=True)
class Declaration:
    """What study.toml says; every part empty where it says nothing.

    Attributes
    ----------
    study
        Keys of ``[study]``.
    reading
        How files are written.
    files, columns
        Table → file, and table → (column → heading).
    snapshots, contrasts
        As declared, in order.
    layers
        Layer → its keys, in order.
    primary
        The metric declared for the headline.
    survey
        Keys of ``[survey]``.
    toml
        The file itself, to place later problems in; ``None`` where there is none.
    """

    study: Mapping[str, object] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    files: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    snapshots: tuple[Snapshot, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    layers: DeclaredLayers = field(default_factory=dict)
    primary: str = ""
    survey: Mapping[str, object] = field(default_factory=dict)
    toml: TomlFile = field(default_factory=lambda: TomlFile("", "study.toml"))

    def text(self, key: str) -> str:
        """Return a text of ``[study]``; empty where it is not declared."""
        return str(self.study.get(key, ""))

    @property
    def cut_off(self) -> dt.date | None:
        """The declared cut-off."""
        return cast("dt.date | None", self.study.get("cut_off"))


def read_declaration(toml: TomlFile) -> Declaration:
    """Return what study.toml says, as far as it is TOML. Problems, and what is lost by them, are noted in ``toml``."""
    given = toml.parse()
    known = (*SECTIONS, "snapshot", "layer")
    # A heading that could not be read leaves its keys to no section: they are not strange of themselves.
    stray = {name for name, held in given.items() if not isinstance(held, dict | list)} if toml.headless else set()
    for section in given.keys() - {*known, *stray}:
        at = ("", section) if not isinstance(given[section], dict | list) else (section, "")
        toml.wrong("E602", f"There is no section '{section}'.", at, hint=nearest(section, known))
    parts = {
        name: toml.checked(name, given.get(name, {}), keys, strangers=name in {"tables", "groups"})
        for name, keys in SECTIONS.items()
    }
    check_release(parts["release"], toml)
    return Declaration(
        study=parts["study"],
        reading=replace(_reading(parts["read"], toml), permitted=_permitted(parts["people"], toml)),
        files=_files({**parts["tables"], **_opt_out(parts["people"])}, toml),
        columns=_columns(parts["tables"].get("columns", {}), toml),
        snapshots=_snapshots(given.get("snapshot", []), toml),
        contrasts=_contrasts(parts["groups"], toml),
        layers=_layers(given.get("layer", {}), toml),
        primary=str(parts["asymmetry"].get("primary", "")),
        survey=parts["survey"],
        toml=toml,
    )


def _reading(given: Mapping[str, object], toml: TomlFile) -> Reading:
    good = dict(given)
    try:
        b"".decode(str(good.get("encoding", "utf-8")))
        codecs.lookup(str(good.get("encoding", "utf-8")))
    except LookupError:
        toml.wrong(
            "E603",
            "There is no such encoding.",
            ("read", "encoding"),
            value=str(good.pop("encoding")),
            expected='"utf-8", "cp1252", "utf-16"',
        )
    delimiter = str(good.get("delimiter", ","))
    if len(delimiter) != 1 or delimiter in '"\r\n ':
        toml.wrong(
            "E603",
            "A delimiter is one character.",
            ("read", "delimiter"),
            value=repr(delimiter),
            expected='"," or ";" or "\\t"',
        )
        del good["delimiter"]
    header = good.get("header_row", 1)
    if not isinstance(header, int) or not 1 <= header <= _LAST_HEADER:
        message = f"Headings are on one of the first {_LAST_HEADER:,} lines; the first line of a file is line 1."
        toml.wrong("E603", message, ("read", "header_row"), value=str(header))
        del good["header_row"]
    return Reading(**good)  # type: ignore[arg-type]


def _opt_out(given: Mapping[str, object]) -> dict[str, object]:
    """Return the list of those who opted out, as a table like any other."""
    return {key: file for key, file in given.items() if key == "opt_out"}


def _permitted(given: Mapping[str, object], toml: TomlFile) -> frozenset[str]:
    headings = cast("list[object]", given.get("permitted", []))
    for heading in headings:
        if not isinstance(heading, str):
            at = ("people", "permitted")
            toml.wrong("E603", "A permitted column is named in quotation marks.", at, value=str(heading)[:60])
    return frozenset(fold(heading) for heading in headings if isinstance(heading, str))


def _files(given: Mapping[str, object], toml: TomlFile) -> dict[str, str]:
    files = {}
    for table, file in given.items():
        if table == "columns":
            continue
        if isinstance(file, str):
            files[table] = file
        else:
            toml.wrong(
                "E603",
                f"'{table}' names no file.",
                ("tables", table),
                value=str(file)[:60],
                expected='a file name in quotation marks, such as "roles.csv"',
            )
    return files


def _columns(given: object, toml: TomlFile) -> dict[str, dict[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    for table, renamed in given.items() if isinstance(given, dict) else ():
        at = ("tables", "columns")
        known = [column.name for column in TABLES.get(table, EDGE_LIST).columns]
        if not isinstance(renamed, dict):
            toml.wrong(
                "E603",
                f"columns.{table} is not a list of columns.",
                at,
                value=str(renamed)[:60],
                expected='{ person = "staff_no" }',
            )
            continue
        columns[table] = {}
        for column, heading in renamed.items():
            if column not in known:
                hint = nearest(column, known)
                toml.wrong("E602", f"Table '{table}' has no column '{column}' to rename.", at, hint=hint)
            elif isinstance(heading, str):
                columns[table][column] = heading
            else:
                toml.wrong("E603", f"'{column}' names no heading.", at, value=str(heading)[:60])
    return columns


def _snapshots(given: object, toml: TomlFile) -> tuple[Snapshot, ...]:
    if not isinstance(given, list):
        toml.wrong("E603", "Snapshots are a list: write [[snapshot]], with two brackets.", ("snapshot", ""))
        return ()
    snapshots: list[Snapshot] = []
    for nth, section in enumerate(given):
        keys = toml.checked("snapshot", section, SNAPSHOT, nth=nth)
        name, start, end = (keys.get(key) for key in ("name", "from", "to"))
        at = ("snapshot", "name")
        if not isinstance(name, str) or not name.strip():
            if "name" not in section or isinstance(name, str):
                toml.wrong("E603", "A snapshot needs a name.", at, nth=nth, expected='name = "before"')
        elif isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
            toml.wrong(
                "E506",
                f"Snapshot '{name}' ends before it starts.",
                ("snapshot", "to"),
                nth=nth,
                value=f"{start} to {end}",
            )
        elif name in {snapshot.name for snapshot in snapshots}:
            toml.wrong("E607", f"Two snapshots are called '{name}'.", at, nth=nth, hint="Give one another name.")
        else:
            rule = cast("SpellRule", keys.get("rule", "active_any"))
            first, last = cast("tuple[dt.date | None, dt.date | None]", (start, end))
            snapshots.append(Snapshot(name, first, last, rule, str(keys.get("sample", ""))))
    return tuple(snapshots)


def _listed(groups: list[str]) -> str:
    return "[" + ", ".join(f'"{shown(group)}"' for group in groups) + "]"


def _contrasts(given: Mapping[str, object], toml: TomlFile) -> tuple[Contrast, ...]:
    contrasts = []
    for column, groups in given.items():
        texts = [g for g in groups if isinstance(g, str)] if isinstance(groups, list) else []
        if isinstance(groups, list) and len(texts) == len(groups) == len(set(texts)) > 1:
            contrasts.append(Contrast(column, tuple(texts)))
        else:
            message, hint = f"'{column}' does not list two or more different groups.", ""
            alone = groups if isinstance(groups, str) else texts[0] if groups == texts and len(texts) == 1 else ""
            parts = [part.strip() for part in _BETWEEN.split(alone) if part.strip()]
            if len(set(parts)) == len(parts) > 1:
                message = f"'{column}' names several groups as one."
                hint = f"Write each in quotation marks of its own: {key_of(column)} = {_listed(parts)}"
            elif alone and alone != "*":
                message = f"'{column}' names one group, and there is nothing to compare it with."
                hint = f'Name a second group, or "*" for all others: {key_of(column)} = ["{shown(alone)}", "*"]'
            expected = '["specialist", "local"]'
            toml.wrong("E603", message, ("groups", column), value=str(groups)[:60], expected=expected, hint=hint)
    return tuple(contrasts)


def _layers(given: object, toml: TomlFile) -> dict[str, dict[str, object]]:
    if not isinstance(given, dict):
        toml.wrong("E603", "A layer has a name: write [layer.NAME].", ("layer", ""))
        return {}
    return {name: toml.checked(f"layer.{name}", section, LAYER) for name, section in given.items()}
