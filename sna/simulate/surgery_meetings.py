"""The series of meetings in the centralised surgery study: how often, by whom, where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sna.simulate.dates import Period, meeting_days
from sna.simulate.meetings import Meeting, Register
from sna.simulate.people import Post, Staff
from sna.simulate.surgery_places import GO_LIVE, OFFICE, WHOLE, open_providers, teams
from sna.simulate.surgery_register import CODE, Writer

WEEKDAY = {"kidney": 1, "prostate_bladder": 2, "oesophago_gastric": 3}
RADIOLOGY_DAYS = (dt.date(2014, 6, 11), dt.date(2017, 1, 18))
"""The radiology network, set up in April 2014, met twice in its first five years."""

BOARDS = Period(dt.date(2015, 4, 1), WHOLE.end)
"""Boards and the nurses' group are part of the reorganisation: there were none before."""


def register(seed: int, staff: Staff) -> Register:
    """Return every meeting of the study, with attendance, in order of date within each series."""
    writer = Writer(seed, staff)
    _smdts(writer)
    _pathway_boards(writer)
    _network_board(writer)
    _nurse_group(writer)
    _radiology_network(writer)
    return writer.register


def _smdts(writer: Writer) -> None:
    """Enter one meeting a month of each specialist team; before the centralisation one a quarter of each local team."""
    for pathway, start in GO_LIVE.items():
        before = Period(WHOLE.start, start - dt.timedelta(days=1))
        for period, every in ((before, 3), (Period(start, WHOLE.end), 1)):
            for day in meeting_days(period, every=every, weekday=WEEKDAY[pathway], week=2):
                for team in teams(pathway, day):
                    writer.smdt(pathway, team, day)


def _lead(writer: Writer, day: dt.date, organisation: str, professions: Iterable[str], pathway: str = "") -> list[Post]:
    """Return the first person in post of the first of these professions that has one."""
    for profession in professions:
        if found := list(writer.staff.in_post(day, organisation, profession=profession, pathway=pathway or None)):
            return found[:1]
    return []


def _office(writer: Writer, day: dt.date, role: str) -> list[Post]:
    return [post for post in writer.staff.in_post(day, OFFICE) if post.role.startswith(role)]


def _pathway_boards(writer: Writer) -> None:
    """Enter a board for each pathway, four times a year, chaired by a surgeon of the centre."""
    for pathway in GO_LIVE:
        for day in meeting_days(BOARDS, every=3, weekday=WEEKDAY[pathway], week=3):
            posts = [post for place in open_providers(day) for post in _lead(writer, day, place, ("surgeon",), pathway)]
            centre = teams(pathway, max(day, GO_LIVE[pathway]))[0].host
            chair = next((post.person for post in posts if post.organisation == centre), "")
            posts += _office(writer, day, "network manager")[:1]
            name = f"{CODE[pathway]}-B-{day:%Y-%m}"
            meeting = Meeting(name, "pathway board", day, 120, OFFICE, pathway, chair=chair)
            writer.group(meeting, posts, quorum=7)


def _network_board(writer: Writer) -> None:
    """Enter the network board, twice a year, chaired by a former patient."""
    for day in meeting_days(BOARDS, every=6, weekday=0, week=3):
        chair = _office(writer, day, "lay chair")
        posts = chair + _office(writer, day, "network director") + _office(writer, day, "network medical director")
        for place in open_providers(day):
            posts += _lead(writer, day, place, ("manager",))
        meeting = Meeting(f"NB-{day:%Y-%m}", "network board", day, 150, OFFICE, chair=chair[0].person)
        writer.group(meeting, posts, quorum=8)


def _nurse_group(writer: Writer) -> None:
    """Enter the specialist nurses of prostate and bladder, every other month, by turns at each place."""
    for number, day in enumerate(meeting_days(BOARDS, every=2, weekday=4)):
        here = open_providers(day)
        posts = [post for place in here for post in _lead(writer, day, place, ("nurse",), "prostate_bladder")]
        host = here[number % len(here)]
        chair = next((post.person for post in posts if post.organisation == "9E4"), "")
        name = f"CNS-{day:%Y-%m}"
        meeting = Meeting(name, "nurse group", day, 90, host, "prostate_bladder", chair=chair)
        writer.group(meeting, posts, quorum=6)


def _radiology_network(writer: Writer) -> None:
    """Enter the radiologists: two meetings in five years, few of them there."""
    for day in RADIOLOGY_DAYS:
        posts = [post for place in open_providers(day) for post in _lead(writer, day, place, ("radiologist",))]
        some = [post for post in posts if writer.chance.happens(0.55)]
        meeting = Meeting(f"RAD-{day:%Y-%m}", "radiology network", day, 60, "ZA2", chair=some[0].person if some else "")
        writer.group(meeting, some, quorum=6)
