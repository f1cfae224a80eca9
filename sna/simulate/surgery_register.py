"""Who comes to the meetings of the centralised surgery study, and for how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sna.simulate.chance import Chance
from sna.simulate.meetings import Meeting, Register
from sna.simulate.people import Post, Staff
from sna.simulate.surgery_places import AFTER, GO_LIVE, PLACE, Team, open_providers
from sna.simulate.tables import Cell

CODE = {"kidney": "KID", "prostate_bladder": "PRO", "oesophago_gastric": "OG"}
"""Pathway → how the ids of its meetings begin."""

SMDT_MINUTES = 90
QUORUM = ("surgeon", "nurse", "radiologist", "oncologist", "pathologist")
VISITORS = (("surgeon", 1.0), ("nurse", 0.5), ("radiologist", 0.015), ("oncologist", 0.015))
"""Who joins another organisation's team, and how often beside its surgeon."""

VIDEO_FAILS = 0.07
FADES = "ZB4"
"""A local centre whose attendance fades once the service has settled."""


class Writer:
    """Draws who comes, and writes it into the register."""

    def __init__(self, seed: int, staff: Staff) -> None:
        self.chance = Chance(seed, "surgery meetings")
        self.staff = staff
        self.register = Register()

    def smdt(self, pathway: str, team: Team, day: dt.date) -> None:
        """Enter one meeting of a specialist team: the host's own people, and those who join from elsewhere."""
        surgeons = list(self.staff.in_post(day, team.host, profession="surgeon", pathway=pathway))
        chair = surgeons[0].person if surgeons else ""
        name = f"{CODE[pathway]}-{team.host}-{day:%Y-%m}"
        level = "specialist" if day >= GO_LIVE[pathway] else "local"
        meeting = Meeting(name, "SMDT", day, SMDT_MINUTES, team.host, pathway, level, "video", chair)
        if self.chance.happens(0.03):
            self.register.cancelled(meeting)
            return
        failed = self.chance.whole(25, 70) if self.chance.happens(VIDEO_FAILS) else 0
        came = self._hosts(pathway, team.host, day)
        came += self._visitors(pathway, team, day, failed, {row["person"] for row in came})
        there = {self.staff.people[str(row["person"])]["profession"] for row in came if row["attended"] == "yes"}
        failure = f"video link lost for {failed} minutes" if failed else ""
        self.register.held(meeting, came, quorate=there.issuperset(QUORUM), failure=failure)

    def _hosts(self, pathway: str, host: str, day: dt.date) -> list[dict[str, Cell]]:
        """Return rows of the host's people: one of each profession, in the room."""
        first = {post.profession: post for post in reversed(list(self.staff.in_post(day, host, pathway=pathway)))}
        came = []
        for profession in (*QUORUM, "coordinator"):
            if profession in first and self.chance.happens(0.95):
                late = self.chance.whole(1, 4) * 5 if self.chance.happens(0.2) else 0
                came.append(self._present(first[profession], day, "in_person", SMDT_MINUTES - late))
        return came

    def _visitors(self, pathway: str, team: Team, day: dt.date, failed: int, there: set[Cell]) -> list[dict[str, Cell]]:
        """Return rows of those who join: many dial in for their own patients and leave."""
        rows = []
        for member in team.members:
            if member not in open_providers(day):
                continue
            engaged = self._engaged(member, day)
            for profession, part in VISITORS:
                posts = self.staff.in_post(day, member, profession=profession, pathway=pathway)
                for post in [post for post in posts if post.person not in there][:1]:
                    if self.chance.happens(engaged * part):
                        rows.append(self._dialled_in(post, day, failed))
                    elif profession == "surgeon" and self.chance.happens(0.5):
                        rows.append(self._absent(post, day))
        return rows

    def _dialled_in(self, post: Post, day: dt.date, failed: int) -> dict[str, Cell]:
        """Return the row of a visitor: about 20 of 90 minutes, less often once the service has settled."""
        if self.chance.happens(0.12):
            return self._present(post, day, "in_person", SMDT_MINUTES)
        mode = "phone" if self.chance.happens(0.15) else "video"
        short = self.chance.happens(0.4 if day in AFTER else 0.6)
        minutes = self.chance.whole(3, 6) * 5 if short else self.chance.whole(13, 18) * 5
        if mode == "video":
            minutes = min(minutes, SMDT_MINUTES - failed)
        return self._present(post, day, mode, minutes)

    def _engaged(self, organisation: str, day: dt.date) -> float:
        """Return how likely an organisation's lead is to come on a day."""
        engaged = PLACE[organisation].engaged
        return engaged * 0.4 if organisation == FADES and day in AFTER else engaged

    def group(self, meeting: Meeting, posts: Iterable[Post], *, quorum: int) -> None:
        """Enter a meeting of representatives; ``quorum`` is how many organisations make it valid."""
        came = []
        for post in {post.person: post for post in posts}.values():
            engaged = self._engaged(post.organisation, meeting.date) + 0.1
            if post.person == meeting.chair or self.chance.happens(engaged):
                late = self.chance.whole(1, 4) * 10 if self.chance.happens(0.15) else 0
                came.append(self._present(post, meeting.date, meeting.mode, meeting.duration - late))
            elif self.chance.happens(0.6):
                came.append(self._absent(post, meeting.date))
        self.register.held(meeting, came, quorate=len(self._where(came, meeting.date)) >= quorum)

    def _where(self, came: list[dict[str, Cell]], day: dt.date) -> set[str]:
        """Return the organisations of those present."""
        present = {row["person"] for row in came if row["attended"] == "yes"}
        return {post.organisation for post in self.staff.posts if post.person in present and post.runs(day)}

    def _present(self, post: Post, day: dt.date, mode: str, minutes: int) -> dict[str, Cell]:
        return {
            "person": post.person,
            "organisation": self._stated(post, day),
            "attended": "yes",
            "mode": mode,
            "minutes_present": minutes,
        }

    def _absent(self, post: Post, day: dt.date) -> dict[str, Cell]:
        said = "apologies" if self.chance.happens(0.7) else self.chance.pick(("no", "no", "no", "unknown"))
        return {"person": post.person, "organisation": self._stated(post, day), "attended": said}

    def _stated(self, post: Post, day: dt.date) -> str:
        """Return the organisation as the register has it: often blank, rarely so for those who have two."""
        blank = 0.05 if self.staff.holds_several(post.person, day) else 0.4
        return "" if self.chance.happens(blank) else post.organisation
