"""An invented study of thirteen organisations at three dates, with one that joins and one that leaves."""

import numpy as np
import pandas as pd
import pytest

NAMES = {
    "A": "Albion",
    "B": "Bexmoor",
    "C": "Carrick",
    "D": "Dunmere",
    "E": "Eastholt",
    "F": "Fernley",
    "G": "Garside",
    "H": "Halewick",
    "I": "Ingsby",
    "K": "Kelmoor",
    "L": "Lowmarsh",
    "M": "Midvale General Hospital",
    "N": "Network office",
}
GROUPS = {**dict.fromkeys("ABCD", "specialist"), **dict.fromkeys("EFGHIKLM", "local"), "N": "coordinating"}
MEMBERS = {"2019": set(NAMES) - {"M", "N"}, "2022": set(NAMES), "2025": set(NAMES) - {"I"}}
TIES = {
    "2019": "EA4 EB1 FA2 FC1 GA3 GB2 GI1 HA2 HB1 HD1 IA2 IB2 KA1 KD2 LC2 LB1 BA3 CA2 DA1 AB1 EG1",
    "2022": "EA5 EB1 FA3 FC1 GA4 GB2 HA3 HB1 HD1 IA3 IB2 KA2 KD2 LC2 LB1 BA4 CA2 DA1 AB1 EG1 MA2 MB1 FM1 NA1",
    "2025": "EA7 EB1 FA5 FC1 GA6 GB2 HA5 HB1 KA4 KD2 LC2 LB1 BA5 CA3 DA1 AB1 EG1 MA3 MB1 FM1 NA1",
}


def _read(text):
    return {(word[0], word[1]): float(word[2:]) for word in text.split()}


@pytest.fixture
def organisations():
    """Members of the three maps, sized by what they receive."""
    angle = {identifier: 2 * np.pi * k / len(NAMES) for k, identifier in enumerate(NAMES)}
    rows = []
    for panel, members in MEMBERS.items():
        ties = _read(TIES[panel])
        for identifier, name in NAMES.items():
            reach = 0.2 if identifier in "ABCD" else 0.5
            received = sum(weight for (_, receiver), weight in ties.items() if receiver == identifier)
            rows.append(
                {
                    "panel": panel,
                    "organisation": identifier,
                    "name": name,
                    "group": GROUPS[identifier],
                    "x": 0.5 + reach * np.cos(angle[identifier]),
                    "y": 0.5 + reach * np.sin(angle[identifier]),
                    "size": received if identifier in members else np.nan,
                    "present": identifier in members,
                }
            )
    return pd.DataFrame(rows)


@pytest.fixture
def ties():
    """Ties of the three maps, each against the one before."""
    rows, before = [], None
    for panel, text in TIES.items():
        now = _read(text)
        for (sender, receiver), weight in now.items():
            change = "baseline" if before is None else "kept" if (sender, receiver) in before else "gained"
            rows.append((panel, sender, receiver, weight, change))
        rows += [(panel, *pair, weight, "lost") for pair, weight in (before or {}).items() if pair not in now]
        before = now
    return pd.DataFrame(rows, columns=["panel", "sender", "receiver", "weight", "change"])


@pytest.fixture
def words():
    """Return what a sociogram of them is told beside the tables."""
    return {
        "directed": True,
        "counts": "cases",
        "layer": "mdt_links",
        "size_of": "cases received",
        "groups": ["specialist", "local", "coordinating"],
    }
