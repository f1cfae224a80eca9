"""What a report says on ties between groups: sentences, then small tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sna.model import Contrast, Findings
from sna.report import group_tables
from sna.report.blocks import Block, Items, Prose, Shown
from sna.report.e_i_prose import e_i_sentence
from sna.report.group_prose import group_sentences

FILE = "tables/asymmetry.csv"
MOST_NAMED = 3


def group_blocks(
    findings: Findings, contrast: Contrast, *, layer: str, snapshot: str, metric: str, names: Mapping[str, str]
) -> Iterator[Block]:
    """Yield sentences and tables on ties within and between groups at one snapshot.

    Parameters
    ----------
    findings
        From `asymmetry`.
    contrast
        The groups.
    layer, snapshot
        Of which network.
    metric
        The metric of the headline.
    names
        Name of each organisation by id.
    """
    where = {"layer": layer, "snapshot": snapshot}
    sentences: list[str] = []
    for said in group_sentences(findings, metric=metric, **where):
        sentences += said.sentences[:MOST_NAMED]
        if more := len(said.sentences[MOST_NAMED:]):
            sentences.append(f"{more} more on {said.topic}: see the tables.")
    if sentences:
        yield Items(tuple(sentences))
    mixing = group_tables.mixing_table(findings, contrast=contrast, **where)
    yield Shown(f"Ties from group to group, {snapshot}", mixing, FILE)
    if sentence := e_i_sentence(findings, **where):
        yield Prose(sentence)
    tables = (
        ("Net flow and E-I index", group_tables.flow_table(findings, **where), False),
        ("Dependence between groups", group_tables.dependence_table(findings, **where), False),
        ("Routes that members of a group broker", group_tables.brokerage_table(findings, **where), True),
        ("Inequality between groups", group_tables.inequality_table(findings, **where), True),
        ("Who depends on whom", group_tables.partner_table(findings, names=dict(names), **where), True),
    )
    for caption, table, folded in tables:
        if not table.empty:
            yield Shown(f"{caption}, {snapshot}", table, FILE, folded=folded)
