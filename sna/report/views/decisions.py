"""What became of documents and who led, for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sna import draw
from sna.draw.spelling import spelt
from sna.draw.wording import among, many, number, p_value, percent
from sna.lenses.documents import Document, decision_steps, documents
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.views.source import source_of
from sna.report.views.view import View

if TYPE_CHECKING:
    import pandas as pd

FILE = "tables/lenses.csv"
SURE, SHOWN = 0.05, 3


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield what became of documents, how long it took, how often they were ratified, and who led."""
    table = findings.table
    total = table[table["metric"] == "all"].set_index("quantity")
    value = total["value"]
    yield f"{_title(findings)}."
    agreed = total.loc["median_days_to_agreement"].to_dict()
    if agreed["value"] == agreed["value"]:
        yield (
            f"From first proposal to first agreement: median {number(agreed['value'])} days "
            f"(n = {agreed['n']:.0f}; {agreed['note']})."
        )
    else:
        yield f"How long agreement took the data cannot tell: {agreed['note']}."
    again = table[(table["quantity"] == "ratified_again") & (table["value"] > 0)]
    if len(again):
        most = again.sort_values(["value", "metric"], ascending=[False, True]).head(SHOWN)
        told = [f"{row['metric']} ({number(row['value'])} more after the first)" for row in most.to_dict("records")]
        of = f"{number(value['documents_ratified_again'])} of {number(value['documents'])}"
        yield f"Ratified again: {among(told)}; {of} documents."
    if value["objections"]:
        withdrawn = many(int(value["documents_withdrawn"]), "document")
        yield f"{many(int(value['objections']), 'objection')} on record; {withdrawn} withdrawn."
    yield from _led(findings, study)


def _title(findings: Findings) -> str:
    value = findings.table[findings.table["metric"] == "all"].set_index("quantity")["value"]
    every = int(value["documents"])
    parts = [
        f"{number(value['documents_open'])} still open" if value["documents_open"] else "",
        f"{number(value['documents_withdrawn'])} withdrawn" if value["documents_withdrawn"] else "",
    ]
    rest = [part for part in parts if part]
    again = number(value["documents_ratified_again"])
    were = "was" if value["documents_agreed"] == 1 else "were"
    agreed = f"{number(value['documents_agreed'])} of {many(every, 'document')} {were} agreed"
    said = f"{agreed}, {again} ratified more than once"
    return f"{said}; {among(rest)}" if rest else said


def _led(findings: Findings, study: Study) -> Iterator[str]:
    table = findings.table
    names = study.roster.name_of
    led = table[(table["quantity"] == "led_share") & (table["organisation"] != "")]
    leaders = table[table["quantity"] == "effective_leaders"].iloc[0]
    if led.empty:
        yield f"Who led the data cannot tell: {leaders['note']}."
        return
    first = led.sort_values(["value", "organisation"], ascending=[False, True]).iloc[0]
    shared = f"{number(leaders['value'], figures=2)} organisation{'' if leaders['value'] == 1 else 's'}"
    yield (
        f"{names[first['organisation']]} proposed or drafted most: {percent(first['value'])} "
        f"of {many(round(first['n']), 'lead')} (a document and who led it); as if {shared} led equally often."
    )
    shares = table[(table["organisation"] == "") & (table["group"] != "")]
    for row in table[table["quantity"] == "difference"].head(1).to_dict("records"):
        own, part = (
            shares[(shares["quantity"] == quantity) & (shares["group"] == row["group"])]["value"].iloc[0]
            for quantity in ("led_share", "led_share_expected")
        )
        said = f"The {spelt(row['group'])} group led {percent(own)} and is {percent(part)} of the organisations"
        if row["p"] != row["p"]:
            yield f"{said}. {row['note'][:1].upper()}{row['note'][1:]}."
        elif row["p"] < SURE:
            told = f"{p_value(row['p'])}, {row['method']}"
            yield f"{said}: {row['other']} differ ({told}). Target: {row['target']}."
        else:
            told = f"{p_value(row['p'])}, n = {row['n']:.0f}, {row['method']}"
            yield f"{said}; the data cannot tell it from {row['other']} ({told})."


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield one row a document."""
    import pandas as pd

    del findings
    rows = [
        {
            "document": document.name,
            "outcome": document.outcome,
            "first proposal": f"{document.begun or '[x]'}",
            "first agreement": f"{document.agreed or '[x]'}",
            "days": _days(document),
            "ratified": many(document.ratifications, "time") if document.ratifications else "never",
            "last ratified": f"{document.ratified or '[x]'}",
            "objections": str(document.objections),
        }
        for document in documents(decision_steps(study))
    ]
    yield Shown("What became of each document", pd.DataFrame(rows), FILE)


def _days(document: Document) -> str:
    if document.begun is None or document.agreed is None or document.agreed < document.begun:
        return "[x]"
    return number((document.agreed - document.begun).days)


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield the lanes of documents over time."""
    found = documents(decision_steps(study))
    if not any(document.steps for document in found):
        return
    words = {document.name: _words(document, study) for document in found}
    picture = draw.swim_lanes(
        _steps(found), words=words, title=_title(findings), end=study.cut_off, source=source_of(study)
    )
    yield Drawn("decisions", picture)


def _steps(found: list[Document]) -> pd.DataFrame:
    import pandas as pd

    rows = [(one.name, day, action, organisations) for one in found for day, action, organisations in one.steps]
    return pd.DataFrame(rows, columns=["document", "day", "action", "organisations"])


def _words(document: Document, study: Study) -> str:
    """Return what is said beside a lane."""
    if document.outcome == "agreed":
        days = _days(document)
        said = f"agreed after {days} days" if days != "[x]" else "agreed"
    elif document.outcome == "open" and document.begun and study.cut_off:
        said = f"open after {number((study.cut_off - document.begun).days)} days"
    else:
        said = document.outcome
    again = f", ratified {document.ratifications} times" if document.ratifications > 1 else ""
    return f"{said}{again}"


VIEW = View("Decisions", sentences, tables, figures)
