"""Network files for tests of formats: names that break programs, networks at random, and when two are the same."""

import re
from dataclasses import replace

from hypothesis import strategies as st

from sna.io.formats.known_formats import FORMATS
from sna.io.formats.network_file import EVENT, NAME, NetworkFile, Relation, Rows
from sna.io.formats.write_csv import write_csv
from sna.io.text_table import shown

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x.example","y")',
    "+44 20",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "|calc",
    "{=1+1}",
    "'=1",
    "''",
    "-",
    "'",
    "tab\there",
    "a  b",
    'say "A"',
    '"',
    '""',
    "it's",
    "a#b",
    "%x",
    "a,b",
    "a;b",
    "a:b",
    "a=b",
    "data:",
    "labels:",
    "*Vertices 3",
    "Royal Free",
    "St Mary's, W2",
    "مستشفى",
    "\u202eabc",
    "👩\u200d⚕️",
    "a\u00a0b",
    "e\u0301le\u0300ve",
    "é",
    "x" * 500,
    "NA",
    "na",
    "null",
    "None",
    "nan",
    "inf",
    "TRUE",
    "001",
    "5E1",
    "1",
    "01",
    "1.0",
    "-1",
    "]]>",
    "&amp;",
    "&#65;",
    "&",
    "<script>alert(1)</script>",
    "<!-- -->",
    "_x0041_",
    "\\",
    "\\n",
    "a/b",
    "../x",
    "C:\\x",
    "$\\frac{1}{$",
    "[1-3]",
    "]",
    "a\u2028b",
    "a\u200bb",
    "\ufeffa",
    "病院",
    "line\nbreak",
    "return\rhere",
    "both\r\nhere",
    "nul\x00",
    "bell\x07",
    "\x1b[31m",
    "\x85",
    "half\ud800",
    "\ufffe",
    "",
    " lead",
    "trail ",
    " ",
    "\u00a0pad",
)


def rows(headings, cells):
    return Rows(tuple(headings), tuple(map(tuple, cells)), tuple(range(1, len(cells) + 1)))


def named(name):
    """Return a small network in which one organisation, one name, one value and one tie's value are this text."""
    organisations = rows(
        ("organisation", "name", "place"),
        [(name, "First", "here"), ("second", name, "there"), ("third", "Third", name), ("lone", "", "")],
    )
    ties = rows(("from", "to", "weight", "note"), [(name, "second", "2", "a"), ("third", name, "0.5", f"{name} it")])
    return NetworkFile("hostile", organisations, (Relation("trust", directed=True, ties=ties),))


def content(network, *, order=True):
    """Return what a network says: blank cells say nothing, a name like the id neither, and no weight means 1."""
    entities = [
        {
            row[0]: {
                heading: cell
                for heading, cell in zip(table.headings[1:], row[1:], strict=True)
                if cell and not (heading == NAME and cell == row[0])
            }
            for row in table.cells
        }
        for table in (network.organisations, network.events)
    ]
    relations = [
        (relation.name, relation.directed, relation.two_mode, sorted(map(repr, map_ties(relation))))
        for relation in network.relations
    ]
    return [list(each.items()) if order else sorted(each.items()) for each in entities], relations


def map_ties(relation):
    for row in relation.ties.cells:
        facts = dict(zip(relation.ties.headings[2:], row[2:], strict=True))
        weight = facts.pop("weight", "1")
        ends = row[:2] if relation.directed or relation.two_mode else tuple(sorted(row[:2]))
        yield ends, "1" if weight and float(weight) == 1 else weight, {k: v for k, v in facts.items() if v}


LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"))
WEIGHTS = st.one_of(
    st.integers(1, 10**6).map(str),
    st.floats(0.001, 1e6).map(lambda w: f"{w:.12g}"),
    st.sampled_from(("-2", "0.50", "1e-3")),
)


def texts(forbidden, *, most=12):
    """Return text without the characters a format cannot hold, at times one of the hostile names."""
    bad = re.compile(
        "[" + re.escape(forbidden + "\n\r\u2028\u2029\x85") + "]|[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
    )
    free = st.text(LETTERS, min_size=1, max_size=most)
    return st.one_of(free, st.sampled_from(HOSTILE)).map(lambda text: bad.sub("", text).strip()).filter(bool)


@st.composite
def networks(draw, holds, columns=("place", "Size of it", "size", "é", "x.y")):
    """Return a network that a format can hold."""
    text = texts(holds.forbidden)
    ids = draw(st.lists(text, min_size=1, max_size=7, unique_by=str.casefold))
    events = (
        draw(st.lists(text, min_size=1, max_size=4, unique_by=str.casefold))
        if holds.two_mode and draw(st.booleans())
        else []
    )
    events = [event for event in events if event not in ids]
    further = draw(st.lists(st.sampled_from(columns), unique=True, max_size=3))
    headings = [
        "organisation",
        *(["name"] if holds.names and draw(st.booleans()) else []),
        *(further if holds.attributes else []),
    ]
    cell = st.one_of(st.just(""), text, st.sampled_from(("1", "2", "3.5")))
    organisations = rows(headings, [(i, *(draw(cell) for _ in headings[1:])) for i in ids])
    many = draw(st.integers(1, 3)) if holds.relations != "one" else 1
    title = texts(holds.forbidden + holds.title_forbidden)
    names = draw(st.lists(title, min_size=many, max_size=many, unique_by=str.casefold)) if holds.titled else [""]
    if len(names) == 1 and draw(st.booleans()):
        names = [""]
    directed = (not holds.undirected) or draw(st.booleans())
    relations = [draw(relation(name, ids, events, directed=directed and not events, holds=holds)) for name in names]
    table = rows((EVENT,), [(event,) for event in events])
    return NetworkFile("random", organisations, tuple(relations), table)


@st.composite
def relation(draw, name, ids, events, *, directed, holds):
    pairs = [(a, b) for a in ids for b in (events or ids) if events or directed or ids.index(a) <= ids.index(b)]
    ends = draw(st.lists(st.sampled_from(pairs), max_size=8, unique=not (holds.parallel and draw(st.booleans()))))
    weighed = draw(st.booleans())
    extra = ["note"] if holds.tie_attributes and draw(st.booleans()) else []
    weight = WEIGHTS if holds.missing == "never" else st.one_of(st.just(""), WEIGHTS)
    weights = [draw(weight) for _ in ends]
    if holds.missing == "beside" and ends and not any(weights):
        weights[0] = "3"
    cells = [
        (
            *pair,
            *([strength] if weighed else []),
            *(draw(st.one_of(st.just(""), texts(holds.forbidden).map("n {}".format))) for _ in extra),
        )
        for pair, strength in zip(ends, weights, strict=True)
    ]
    headings = ("from", "to", *(["weight"] if weighed else []), *extra)
    return Relation(name, directed=directed, ties=rows(headings, cells), two_mode=bool(events))


def written(network, key, said=None):
    """Return the files of a network in the order in which they are read."""
    said = [] if said is None else said
    if key != "csv":
        return [FORMATS[key].writer(network, said)]
    tables = write_csv(network, said)
    return [tables["edges"], tables["nodes"]]


def back(network, key, said=None):
    """Return a network written and read again."""
    known = FORMATS[key]
    found = known.read(*written(network, key, said), file=network.file)
    return unnumbered(found, network) if key == "gml" else found


def unnumbered(found, network):
    """Return what GML gave back with labels as ids again, where nodes had to be numbered."""
    ids = {}
    tables = []
    for table, given in ((found.organisations, network.organisations), (found.events, network.events)):
        own = dict(zip((row[0] for row in table.cells), (row[0] for row in given.cells), strict=True))
        ids |= own
        label = next((h for h in ("label", NAME) if h in table.headings), "")
        at = table.headings.index(label) if label else 0
        if list(own) != list(own.values()) and label:
            assert table.column(label) == tuple(own.values())
            cells = tuple((own[row[0]], *row[1:at], *row[at + 1 :]) for row in table.cells)
            table = Rows((*table.headings[:at], *table.headings[at + 1 :]), cells, table.lines)  # noqa: PLW2901
        tables.append(table)
    ties = found.relations[0].ties
    ends = tuple((ids[row[0]], ids[row[1]], *row[2:]) for row in ties.cells)
    relation = replace(found.relations[0], ties=Rows(ties.headings, ends, ties.lines))
    return replace(found, organisations=tables[0], events=tables[1], relations=(relation,))


def expected(network, key):
    """Return a network without what the format has no place for."""
    holds = FORMATS[key].holds
    table = network.organisations
    kept = [at for at, h in enumerate(table.headings) if at == 0 or (holds.names if h == NAME else holds.attributes)]
    organisations = Rows(
        tuple(table.headings[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in table.cells),
        table.lines,
    )
    relations = []
    for relation in network.relations:
        ties = relation.ties
        own = [at for at, h in enumerate(ties.headings) if holds.tie_attributes or h in ("from", "to", "weight")]
        cells = tuple(tuple(row[at] for at in own) for row in ties.cells)
        bare = Rows(tuple(ties.headings[at] for at in own), cells, ties.lines)
        # A table of edges without a row says nothing of direction.
        directed = relation.directed and (key != "csv" or len(bare) > 0)
        name = relation.name if holds.titled else ""
        if key == "vna":
            name = (name or "strength") if len(bare) else ""
        relations.append(replace(relation, ties=bare, name=name, directed=directed))
    return replace(network, organisations=organisations, relations=tuple(relations))


def unfaithful(network, found, said):
    """Return what of a network is not in what was read back, and was not said to be left out or renamed."""
    told = " ".join(str(problem) for problem in said if problem.code in ("W855", "W856"))
    wrong = []
    for one, other in ((network.organisations, found.organisations), (network.events, found.events)):
        if [row[0] for row in one.cells] != [row[0] for row in other.cells]:
            wrong.append("ids")
        wrong += _columns(one, other, told, 1)
    if len(network.relations) != len(found.relations):
        return [*wrong, "relations"]
    for one, other in zip(network.relations, found.relations, strict=True):
        if one.name != other.name and one.name and shown(one.name) not in told:
            wrong.append(f"name {one.name}")
        if (one.directed, one.two_mode) != (other.directed, other.two_mode) and len(one.ties):
            wrong.append("direction")
        bare = [replace(each, ties=_bare(each.ties)) for each in (one, other)]
        if sorted(map(repr, map_ties(bare[0]))) != sorted(map(repr, map_ties(bare[1]))):
            wrong.append(f"ties of {one.name}")
        elif [row[:2] for row in one.ties.cells] == [row[:2] for row in other.ties.cells]:
            wrong += _columns(one.ties, other.ties, told, 2)
    return wrong


def _bare(ties):
    kept = [at for at, heading in enumerate(ties.headings) if heading in ("from", "to", "weight")]
    return rows([ties.headings[at] for at in kept], [tuple(row[at] for at in kept) for row in ties.cells])


def _columns(one, other, told, first):
    for heading in one.headings[first:]:
        cells = one.column(heading)
        same_as_id = heading == NAME and all(cell in ("", row[0]) for cell, row in zip(cells, one.cells, strict=True))
        if heading == "weight" or not any(cells) or same_as_id:
            continue
        if (heading not in other.headings and shown(heading) not in told) or (
            heading in other.headings and other.column(heading) != cells
        ):
            yield f"column {heading}"
