"""Which layers commit organisations to less than others, as study.toml declares it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from sna.errors import nearest
from sna.io.declaration import Declaration
from sna.io.text_table import shown
from sna.model.declaration import LayerRule

EXPECTED = 'names of layers, the lightest commitment first, such as ["meetings", "joint_roles"]'
AT = ("study", "commitments")


def conclude_commitments(
    declaration: Declaration, layers: Mapping[str, LayerRule], unread: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the layers whose order was declared, the lightest commitment first; none where it was not.

    Problems are noted in the declaration's ``toml``. A layer that would be made from a table that could not be read is
    not said to be missing.
    """
    given = cast("list[object]", declaration.study.get("commitments", []))
    if "commitments" not in declaration.study:
        return ()
    names = [name for name in given if isinstance(name, str)]
    wrong = declaration.toml.wrong
    unknown = [name for name in dict.fromkeys(names) if name not in layers]
    for name in unknown if not unread else [name for name in unknown if declaration.layers]:
        if name in declaration.layers:
            continue
        wrong(
            "E603",
            "The order of commitments names a layer that is not there.",
            AT,
            value=shown(name),
            hint=nearest(name, layers),
        )
    if len(names) < len(given) or len(set(names)) < len(names) or len(names) < 2:  # noqa: PLR2004
        message = "The order of commitments is of two or more different layers."
        wrong("E603", message, AT, value=shown(", ".join(map(str, given)))[:60], expected=EXPECTED)
        return ()
    return () if unknown else tuple(names)
