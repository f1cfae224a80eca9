"""Who works where in the centralised surgery study, the eight joint roles among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.people import Post, Staff
from sna.simulate.surgery_places import OFFICE, PROVIDERS, Provider
from sna.simulate.tables import Row

Date = dt.date

TITLE = {
    "surgeon": "consultant surgeon",
    "nurse": "clinical nurse specialist",
    "radiologist": "consultant radiologist",
    "oncologist": "consultant oncologist",
    "pathologist": "consultant pathologist",
    "coordinator": "MDT coordinator",
    "manager": "service manager",
    "allied_health": "dietitian",
}
SESSIONS = {"surgeon": 10, "radiologist": 10, "oncologist": 9, "pathologist": 10}

EVERYWHERE = (
    ("surgeon", "kidney"),
    ("surgeon", "prostate_bladder"),
    ("surgeon", "oesophago_gastric"),
    ("nurse", "prostate_bladder"),
    ("nurse", "oesophago_gastric"),
    ("radiologist", ""),
    ("oncologist", ""),
    ("pathologist", ""),
    ("coordinator", ""),
    ("manager", ""),
)
AT_CENTRES = (("surgeon", "prostate_bladder"), ("nurse", "kidney"), ("radiologist", ""), ("allied_health", ""))
LEAVING = ("retired", "moved away", "new post", "new post", "fixed term ended")


class Joint(NamedTuple):
    """One joint role: a post at home, and a second one elsewhere for some years."""

    profession: str
    pathway: str
    home: str
    away: str
    sessions: tuple[int, int]
    start: dt.date
    end: dt.date | None = None
    end_reason: str = ""


JOINT = (
    Joint("surgeon", "kidney", "ZA2", "007", (7, 3), Date(2012, 9, 3)),
    Joint("surgeon", "prostate_bladder", "9E4", "ZB2", (8, 2), Date(2014, 1, 6), Date(2017, 3, 31), "travel"),
    Joint("oncologist", "", "ZA2", "ZB1", (6, 4), Date(2014, 2, 3), Date(2016, 12, 30), "role strain"),
    Joint("surgeon", "prostate_bladder", "9E4", "ZB1", (7, 3), Date(2015, 11, 2)),
    Joint("surgeon", "oesophago_gastric", "ZA5", "ZB4", (6, 4), Date(2016, 1, 11)),
    Joint("nurse", "prostate_bladder", "9E4", "ZB7", (6, 4), Date(2016, 4, 4)),
    Joint("radiologist", "", "ZA2", "9E4", (7, 2), Date(2015, 10, 5)),
    Joint("oncologist", "", "ZA8", "ZB9", (6, 3), Date(2015, 10, 19)),
)
"""Four surgeons, one nurse, one radiologist, two oncologists; two of the posts end before the last snapshot begins."""


def staff(seed: int) -> Staff:
    """Return everyone in post between the first day and the last."""
    chance = Chance(seed, "surgery staff")
    known = Staff()
    # Those with a joint role lead at home, and so come first; at the other place they come after the residents.
    away = [_share(known, chance, joint) for joint in JOINT]
    for place in PROVIDERS:
        for profession, pathway in EVERYWHERE + (AT_CENTRES if place.centre == "specialist" else ()):
            _fill(known, chance, place, profession, pathway)
    _open_office(known)
    known.posts += away
    return known


def _fill(known: Staff, chance: Chance, place: Provider, profession: str, pathway: str) -> None:
    """Fill one established post; some people leave, and after a gap someone else comes."""
    start = place.opened or (None if chance.happens(0.2) else _some_day(chance, Date(2003, 1, 1), Date(2013, 3, 1)))
    leaves = _some_day(chance, Date(2013, 9, 1), Date(2018, 6, 30)) if chance.happens(0.2) else None
    if leaves and place.opened and leaves < place.opened + dt.timedelta(days=365):
        leaves = None
    person = known.newcomer(profession, _specialty(profession, pathway), _tier(chance, profession))
    first = _post(person, place.organisation, profession, pathway, start)
    if leaves is None:
        known.posts.append(first)
        return
    known.posts.append(_ended(first, leaves, chance.pick(LEAVING)))
    back = leaves + dt.timedelta(days=chance.whole(20, 150))
    vacant = _post("", place.organisation, profession, pathway, back)
    person = _mover(known, chance, vacant) or known.newcomer(
        profession, _specialty(profession, pathway), _tier(chance, profession)
    )
    known.posts.append(replace(vacant, person=person))


def _mover(known: Staff, chance: Chance, vacant: Post) -> str | None:
    """Return someone of the same trade who left another organisation of the network within a year, perhaps."""
    last = {post.person: post for post in known.posts}
    free = [
        post.person
        for post in last.values()
        if (post.profession, post.pathway) == (vacant.profession, vacant.pathway)
        and post.organisation != vacant.organisation
        and post.end_reason == "new post"
        and post.end
        and vacant.start
        and post.end < vacant.start <= post.end + dt.timedelta(days=365)
    ]
    return chance.pick(free) if free else None


def _share(known: Staff, chance: Chance, joint: Joint) -> Post:
    """Add one person with a post at home, and return the other post, elsewhere for some years."""
    person = known.newcomer(joint.profession, _specialty(joint.profession, joint.pathway), "middle")
    since = _some_day(chance, Date(2004, 1, 1), Date(2012, 6, 30))
    title = TITLE[joint.profession]
    known.posts.append(
        Post(person, joint.home, joint.profession, title, joint.pathway, since, None, joint.sessions[0], joint.home)
    )
    away = (joint.start, joint.end, joint.sessions[1], joint.home, "honorary", joint.end_reason)
    return Post(person, joint.away, joint.profession, f"joint {title}", joint.pathway, *away)


def _open_office(known: Staff) -> None:
    """Staff the coordinating body: a lay chair, managers and a medical director."""
    posts = (
        ("patient", "lay chair of the network board", "top", None),
        ("manager", "network director", "top", None),
        ("surgeon", "network medical director", "top", Date(2013, 6, 3)),
        ("manager", "network manager, urology", "middle", Date(2013, 9, 2)),
        ("manager", "network manager, upper gastrointestinal", "middle", Date(2014, 1, 6)),
        ("navigator", "patient navigator", "bottom", Date(2016, 5, 2)),
    )
    for profession, role, tier, start in posts:
        person = known.newcomer(profession, "", tier)
        contract = "voluntary" if profession == "patient" else "substantive"
        known.posts.append(Post(person, OFFICE, profession, role, start=start, contract=contract))


def _post(person: str, organisation: str, profession: str, pathway: str, start: dt.date | None) -> Post:
    sessions = SESSIONS.get(profession)
    return Post(person, organisation, profession, TITLE[profession], pathway, start, sessions=sessions)


def _ended(post: Post, day: dt.date, reason: str) -> Post:
    return replace(post, end=day, end_reason=reason)


def _specialty(profession: str, pathway: str) -> str:
    if profession not in {"surgeon", "nurse"}:
        return ""
    return "upper_gastrointestinal" if pathway == "oesophago_gastric" else "urology"


def _tier(chance: Chance, profession: str) -> str:
    if profession in {"manager", "surgeon"}:
        return "top" if chance.happens(0.15) else "middle"
    return "bottom" if profession in {"coordinator", "allied_health"} else "middle"


def _some_day(chance: Chance, first: dt.date, last: dt.date) -> dt.date:
    """Return a weekday between two days."""
    day = first + dt.timedelta(days=chance.whole(0, (last - first).days))
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def role_rows(known: Staff) -> list[Row]:
    """Return the rows of ``roles``, a person's posts in order of their start."""
    return [post.row() for post in sorted(known.posts, key=lambda post: (post.person, post.start or dt.date.min))]
