"""Plain study folders, as a user could have made them, from real data that does not ship with the project."""

import csv
import datetime as dt
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def source(name):
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"real data not present: {name}")
    return folder


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, header, lines):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


@pytest.fixture(scope="session")
def tobacco(tmp_path_factory):
    """Return 25 organisations of a state tobacco programme: three undirected layers; local, state and national."""
    found, folder = source("tobacco_control_state"), tmp_path_factory.mktemp("real") / "tobacco"
    folder.mkdir()
    level = {"1": "local", "2": "state", "3": "national"}
    write(
        folder / "organisations.csv",
        ["organisation", "level", "years"],
        [[row["id"], level[row["agency_lvl"]], row["tob_yrs"]] for row in rows(found / "nodes.csv")],
    )
    (folder / "ties.csv").write_bytes((found / "edges.csv").read_bytes())
    layers = "".join(
        f'[layer.{name}]\nfrom = "ties.csv"\ndirected = false\n{weight}'
        for name, weight in (
            ("contact", 'weight = "weight"\n'),
            ("collaboration", 'weight = "weight"\n'),
            ("dissemination", ""),
        )
    )
    title = '[study]\ntitle = "State tobacco control programme, 2010"\n\n'
    groups = '[groups]\nlevel = ["local", "state", "national"]\n\n'
    (folder / "study.toml").write_text(title + groups + layers)
    return folder


@pytest.fixture(scope="session")
def lazio(tmp_path_factory):
    """Return 85 hospitals and the patients they transfer to each other: large (500 staff or more) against small."""
    found, folder = source("lazio_hospital_transfers_2003"), tmp_path_factory.mktemp("real") / "lazio"
    folder.mkdir()
    write(
        folder / "organisations.csv",
        ["organisation", "size", "employees"],
        [
            [row["id"], "large" if int(row["size_employees"]) >= 500 else "small", row["size_employees"]]
            for row in rows(found / "nodes.csv")
        ],
    )
    write(
        folder / "transfers.csv",
        ["from", "to", "patients"],
        [[row["source"], row["target"], row["weight"]] for row in rows(found / "edges.csv")],
    )
    title = '[study]\ntitle = "Patient transfers between the hospitals of Lazio, 2003"\n\n'
    groups = '[groups]\nsize = ["large", "small"]\n\n'
    layer = '[layer.transfers]\nfrom = "transfers.csv"\nweight = "patients"\ndepends = "sender"\n'
    (folder / "study.toml").write_text(title + groups + layer)
    return folder


@pytest.fixture(scope="session")
def boards(tmp_path_factory):
    """Return people who sit on company boards, as roles with a start and a last day; yearly snapshots, no contrast."""
    found, folder = source("norwegian_boards_monthly"), tmp_path_factory.mktemp("real") / "boards"
    folder.mkdir()
    spells = rows(found / "attendance_spells.csv")
    write(
        folder / "roles.csv",
        ["person", "organisation", "start", "end"],
        [[r["person"], r["organisation"], r["first_snapshot"], day_before(r["first_absent_snapshot"])] for r in spells],
    )
    names = {row["id"]: row["name"] for row in rows(found / "organisations.csv")}
    write(
        folder / "organisations.csv",
        ["organisation", "name"],
        [[identifier, names.get(identifier, "")] for identifier in sorted({r["organisation"] for r in spells})],
    )
    (folder / "study.toml").write_text(
        '[study]\ntitle = "Boards of Norwegian public limited companies"\nsnapshots = "year"\ncut_off = 2011-08-31\n'
        'organisations = "present"\n'
    )
    return folder


@pytest.fixture(scope="session")
def davis(tmp_path_factory):
    """Return 18 women and the 14 dated events they went to, each woman in the place of an organisation."""
    found, folder = source("davis_southern_women_dated"), tmp_path_factory.mktemp("real") / "davis"
    folder.mkdir()
    # The two headings of the register are exchanged: "event" holds the women.
    seen = [(row["person"], row["event"], row["onset"]) for row in rows(found / "attendance.csv")]
    write(folder / "organisations.csv", ["organisation"], [[name] for name in sorted({name for _, name, _ in seen})])
    write(folder / "attendance.csv", ["meeting", "organisation"], [[event, name] for event, name, _ in seen])
    epoch = dt.date(1970, 1, 1)
    dates = {event: (epoch + dt.timedelta(seconds=int(onset))).isoformat() for event, _, onset in seen}
    write(folder / "meetings.csv", ["meeting", "date"], sorted(dates.items()))
    (folder / "study.toml").write_text('[layer.events]\nfrom = "attendance"\nrule = "meetings"\n')
    return folder


@pytest.fixture(scope="session")
def congress(tmp_path_factory):
    """Return committees of the United States Congress: who sits on several, by chamber; parent committees."""
    found, folder = source("us_congress_committees"), tmp_path_factory.mktemp("real") / "congress"
    folder.mkdir()
    write(
        folder / "organisations.csv",
        ["organisation", "name", "chamber", "parent"],
        [[row["id"], row["name"], row["chamber"], row["parent"]] for row in rows(found / "nodes.csv")],
    )
    write(
        folder / "roles.csv",
        ["person", "organisation", "role"],
        [[row["person_id"], row["committee"], row["role"]] for row in rows(found / "attendance.csv")],
    )
    (folder / "study.toml").write_text('[groups]\nchamber = ["house", "senate"]\n')
    return folder


def day_before(date):
    return (dt.date.fromisoformat(date) - dt.timedelta(days=1)).isoformat() if date else ""


@pytest.fixture(scope="session")
def delta(tmp_path_factory):
    """Return 139 organisations in science projects of a river delta, by the period in which a project began.

    A project counts in the year it began, as in the source's own list of ties; projects without a year are left out
    of both.
    """
    found, folder = source("delta_science_orgs"), tmp_path_factory.mktemp("real") / "delta"
    folder.mkdir()
    write(
        folder / "organisations.csv",
        ["organisation", "name", "type"],
        [[row["id"], row["name"], row["org_type"]] for row in rows(found / "nodes.csv")],
    )
    began = {row["id"]: int(float(row["startdate"])) for row in rows(found / "projects.csv") if row["startdate"]}
    write(
        folder / "partnerships.csv",
        ["partnership", "start", "end"],
        [[project, f"{year}-01-01", f"{year}-12-31"] for project, year in sorted(began.items())],
    )
    write(
        folder / "members.csv",
        ["partnership", "organisation"],
        [[row["project_id"], row["org_id"]] for row in rows(found / "attendance.csv") if row["project_id"] in began],
    )
    periods = (("before_1980", 1900, 1979), ("Y1980_1994", 1980, 1994), ("Y1995_2009", 1995, 2009))
    (folder / "study.toml").write_text(
        '[study]\ntitle = "Science projects of a river delta"\ncut_off = 2024-12-31\n'
        + "".join(
            f'[[snapshot]]\nname = "{name}"\nfrom = {first}-01-01\nto = {last}-12-31\n'
            for name, first, last in (*periods, ("Y2010_2024", 2010, 2024))
        )
        + '[groups]\ntype = ["University / Institute", "*"]\n[layer.projects]\nfrom = "members"\n'
    )
    return folder


@pytest.fixture(scope="session")
def nhs(tmp_path_factory):
    """Return commissioners and trusts of the NHS in England, merged into their successors.

    The links are made up of the register alone: each commissioner with each trust of its partnership area.
    """
    found, folder = source("nhs_trust_register"), tmp_path_factory.mktemp("real") / "nhs"
    folder.mkdir()
    listed = {row["Code"]: row for row in rows(found / "organisations_with_successors.csv")}
    new = sorted({row["Successor.Code"] for row in listed.values()} - set(listed) - {""})
    write(
        folder / "organisations.csv",
        ["organisation", "name", "type", "opened", "closed", "successor"],
        [
            *(
                [code, row["Name"], row["Sector"], row["Start"], row["Close"], row["Successor.Code"]]
                for code, row in listed.items()
            ),
            *([code, "", "CCG", "2021-04-01", "", ""] for code in new),
        ],
    )
    write(
        folder / "mdt_links.csv",
        ["from", "to", "cases"],
        [
            [one, other, 1]
            for one, a in listed.items()
            for other, b in listed.items()
            if (a["Sector"], b["Sector"]) == ("CCG", "Trust") and a["STP20NM"] == b["STP20NM"]
        ],
    )
    (folder / "study.toml").write_text('[study]\nsuccessors = "merged"\n[groups]\ntype = ["CCG", "Trust"]\n')
    return folder
