"""People and the posts they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from sna.simulate.tables import Row


@dataclass(frozen=True)
class Post:
    """One person at one organisation, from a day (``None``: before anyone kept a record) to a last day."""

    person: str
    organisation: str
    profession: str
    role: str
    pathway: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    sessions: int | None = None
    host: str = ""
    contract: str = "substantive"
    end_reason: str = ""

    def runs(self, day: dt.date) -> bool:
        """Whether the person is in post on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def row(self) -> Row:
        """Return the row of ``roles``."""
        return {name: getattr(self, name) for name in ROLE_COLUMNS}


ROLE_COLUMNS = (
    "person",
    "organisation",
    "role",
    "pathway",
    "start",
    "end",
    "sessions",
    "host",
    "contract",
    "end_reason",
)


@dataclass
class Staff:
    """Everyone who ever held a post in the study, in the order they were taken on."""

    posts: list[Post] = field(default_factory=list)
    people: dict[str, dict[str, str]] = field(default_factory=dict)

    def newcomer(self, profession: str, specialty: str, tier: str) -> str:
        """Return the pseudonym of a person who is new to the study."""
        person = f"P{len(self.people) + 1:03d}"
        self.people[person] = {"profession": profession, "specialty": specialty, "tier": tier}
        return person

    def in_post(
        self, day: dt.date, organisation: str, *, profession: str = "", pathway: str | None = None
    ) -> Iterator[Post]:
        """Yield the posts at an organisation on a day; a post without a pathway serves them all."""
        for post in self.posts:
            if (
                post.organisation == organisation
                and post.runs(day)
                and profession in ("", post.profession)
                and (pathway is None or post.pathway in ("", pathway))
            ):
                yield post

    def holds_several(self, person: str, day: dt.date) -> bool:
        """Whether a person is in post at two or more organisations on a day."""
        return len({post.organisation for post in self.posts if post.person == person and post.runs(day)}) > 1

    def rows(self) -> list[Row]:
        """Return the rows of ``people``; the employer is the host of the latest post, else where it is."""
        employer: dict[str, str] = {}
        for post in self.posts:
            employer[post.person] = post.host or post.organisation
        return [{"person": person, **known, "employer": employer[person]} for person, known in self.people.items()]
