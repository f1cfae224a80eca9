"""A map of which not every pair was observed says so, and compares no totals."""

import pandas as pd

from sna.draw import sociogram


def drawn(observed):
    panels = ("T1", "T2")
    who = pd.DataFrame(
        [
            {
                "panel": panel,
                "organisation": o,
                "name": o,
                "group": "",
                "x": x,
                "y": x % 2,
                "size": 1.0,
                "present": True,
            }
            for panel in panels
            for x, o in enumerate("ABCD")
        ]
    )
    ties = {"T1": [("A", "B", "baseline"), ("B", "C", "baseline"), ("C", "D", "baseline")], "T2": [("A", "B", "kept")]}
    ties["T2"].append(("B", "C", "lost"))
    rows = [
        {"panel": panel, "sender": a, "receiver": b, "weight": 1.0, "change": change}
        for panel in panels
        for a, b, change in ties[panel]
    ]
    words = {"directed": True, "counts": "ties", "layer": "trust", "size_of": "ties received", "groups": []}
    return sociogram(who, pd.DataFrame(rows), observed=observed, **words)


def test_whole_networks_are_compared():
    picture = drawn({})
    assert picture.title == "B now receives 100% of all ties, up from 33% in T1"
    assert "observed" not in picture.alt


def test_others_are_not_and_each_map_says_how_much_was_observed():
    picture = drawn({"T2": (6, 12)})
    assert picture.title == "B receives 100% of all ties in T2"
    assert "6 of 12 pairs observed" in picture.alt
