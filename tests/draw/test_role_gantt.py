"""Guards joint roles over time: of many snapshots and long names, every word can be read and none lies on another."""

import datetime as dt
import itertools

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from sna.draw import role_gantt

COLUMNS = ["profession", "organisations", "first", "last", "running", "reason", "group"]
LONG = [
    "Wrexmoor, Wigmarsh and Leaholme Teaching Hospitals Foundation Trust",
    "Tamarside and Glassop Integrated Care Partnership Board",
    "Tamarside and Glassop Integrated Care Foundation Trust",
    "Pennymoor Acute Hospitals Trust (North Pennymoor General Hospital)",
]
UNTIL = dt.date(2019, 3, 31)


def months(many):
    starts = [dt.date(2017 + (3 + k) // 12, (3 + k) % 12 + 1, 1) for k in range(many + 1)]
    return [(f"{day:%Y-%m}", day, after - dt.timedelta(1)) for day, after in itertools.pairwise(starts)]


def roles(many, names):
    rows = []
    for k in range(many):
        first = dt.date(2017, 1, 1) + dt.timedelta(31 * k)
        running = k % 3 != 1
        last = UNTIL if running else min(UNTIL, first + dt.timedelta(40 + 11 * k))
        who = f"{names[k % len(names)]} + {names[(k + 1) % len(names)]}"
        rows.append((("surgeon", "allied_health")[k % 2], who, first, last, running, "" if running else "travel", ""))
    return pd.DataFrame(rows, columns=COLUMNS)


def shown(picture):
    picture.canvas.draw()
    return [text for text in picture.findobj(Text) if text.get_text()]


def boxes(picture):
    to_page = picture.axes[0].transData.inverted()
    with mpl.rc_context({"text.hinting": "none"}):
        corners = [to_page.transform(text.get_window_extent().get_points()) for text in shown(picture)]
    return [np.array([*c.min(axis=0), *c.max(axis=0)]) for c in corners]


@pytest.fixture(scope="module")
def monthly():
    running = {name: 30 + k for k, (name, _, _) in enumerate(months(24))}
    return role_gantt(roles(22, LONG), months(24), until=UNTIL, total=(59, 20), running=running)


def test_long_names_are_whole(monthly):
    words = " ".join(text.get_text() for text in shown(monthly))
    assert "…" not in words
    for who in roles(22, LONG)["organisations"]:
        assert who in words


def test_of_many_snapshots_as_many_are_named_as_have_room_and_only_those_are_dotted(monthly):
    names = [name for name, _, _ in months(24)]
    named = [text.get_text() for text in shown(monthly) if text.get_text() in names]
    assert len(named) >= 3
    step = names.index(named[1])
    assert named == names[::step]
    assert f"Dotted: the first day of one snapshot in {step}." in monthly.subtitle


def test_no_words_lie_on_others(monthly):
    for one, two in itertools.combinations(boxes(monthly), 2):
        over = np.minimum(one[2:], two[2:]) - np.maximum(one[:2], two[:2])
        assert not (over > [0.2, 0.6]).all()


def test_words_stay_on_the_page(monthly):
    wide = monthly.get_size_inches()[0] * 25.4
    assert all(box[0] > 0 and box[2] < wide for box in boxes(monthly))


def test_of_roles_that_are_not_drawn_it_is_said_how_many_run(monthly):
    words = [text.get_text() for text in shown(monthly)]
    assert {"30", "53"} <= set(words)
    assert "Of 59 joint roles, the 22 that began or ended last are drawn." in monthly.subtitle
    whole = role_gantt(roles(22, LONG), months(24), until=UNTIL, total=(22, 7), running={"2017-04": 30})
    assert not any(text.get_text().startswith("all joint roles") for text in shown(whole))


def test_short_names_stand_in_their_bars_below_every_snapshot():
    years = [(str(year), dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2017, 2018)]
    picture = role_gantt(roles(6, ["Albion", "Bexmoor"]).iloc[::3], years, until=UNTIL, total=(2, 0))
    words = [text.get_text() for text in shown(picture)]
    assert words.count("Albion + Bexmoor") + words.count("Bexmoor + Albion") == 2
    assert {"2017", "2018"} <= set(words)
    assert "Dotted: snapshots." in picture.subtitle


def test_a_profession_that_all_share_is_said_once():
    picture = role_gantt(roles(6, LONG).assign(profession="profession unknown"), months(24), until=UNTIL, total=(6, 2))
    assert "All: profession unknown." in picture.subtitle
    assert "profession unknown" not in [text.get_text() for text in shown(picture)]
