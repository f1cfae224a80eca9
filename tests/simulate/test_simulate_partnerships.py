"""Guards what the README of partnerships-255 promises, counted from the files by hand-written rules."""

import csv
import tomllib
from collections import Counter, defaultdict

import pytest

from sna.model.schema import TABLES
from sna.simulate import bundled_study

FILES = bundled_study("partnerships-255")
SEEDS = (1, 2, 3)

Rows = list[dict[str, str]]


def rows(name: str, files: dict[str, bytes] = FILES) -> Rows:
    return list(csv.DictReader(files[f"{name}.csv"].decode().splitlines()))


def sectors(files: dict[str, bytes]) -> dict[str, list[str]]:
    """Return partnership → sector of each of its members, empty where it is blank."""
    found = defaultdict(list)
    for row in rows("members", files):
        found[row["partnership"]].append(row["sector"])
    return dict(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_are_the_published_ones_for_any_seed(seed: int) -> None:
    files = bundled_study("partnerships-255", seed=seed)
    of = sectors(files)
    assert len(rows("partnerships", files)) == len(of) == 255
    known = [set(members) for members in of.values() if "" not in members]
    assert Counter(map(len, known)) == {1: 86, 2: 147, 3: 20}
    incidence = Counter(sector for members in of.values() for sector in set(members) if sector)
    assert incidence == {"nonprofit": 190, "industry": 112, "government": 140}
    open_ = [sorted(members) for members in of.values() if "" in members]
    assert sorted(open_) == [["", "government"], ["", "nonprofit"]]
    assert sum(incidence.values()) - sum(map(len, known)) == 2


def test_seventy_informants_in_thirteen_countries_describe_two_to_six_each() -> None:
    told = Counter(row["informant"] for row in rows("partnerships"))
    assert len(told) == 70
    assert set(told.values()) == {2, 3, 4, 5, 6}
    assert len({row["country"] for row in rows("partnerships")}) == 13
    assert {row["region"] for row in rows("partnerships")} == {"Asia-Pacific", "Europe", "North America"}


def test_sector_of_a_member_is_that_of_its_organisation() -> None:
    own = {row["organisation"]: row["sector"] for row in rows("organisations")}
    assert all(row["sector"] == own[row["organisation"]] for row in rows("members"))
    assert sorted(one for one, sector in own.items() if not sector) == ["XX-1", "XX-2"]
    assert all(row["note"] for row in rows("members") if not row["sector"])
    pairs = [(row["partnership"], row["organisation"]) for row in rows("members")]
    assert len(set(pairs)) == len(pairs)


def test_partnerships_of_two_sectors_fare_best_and_those_of_one_are_often_potential() -> None:
    fares = {row["partnership"]: row["status"] for row in rows("partnerships")}
    span = {name: len(set(members)) for name, members in sectors(FILES).items() if "" not in members}
    share = {
        (k, status): sum(fares[name] == status for name, size in span.items() if size == k)
        / list(span.values()).count(k)
        for k in (1, 2, 3)
        for status in ("potential", "struggling", "successful")
    }
    assert max((1, 2, 3), key=lambda k: share[k, "successful"]) == 2
    assert max((1, 2, 3), key=lambda k: share[k, "potential"]) == 1
    assert max((1, 2, 3), key=lambda k: share[k, "struggling"]) == 3
    assert set(fares.values()) == {"potential", "struggling", "ended", "successful", ""}


def test_factors_are_missing_where_the_informant_was_not_asked() -> None:
    of = {row["partnership"]: row["informant"] for row in rows("partnerships")}
    asked = {of[row["partnership"]] for row in rows("factors")}
    assert len(set(of.values()) - asked) == 8
    told = {row["partnership"] for row in rows("factors")}
    assert told == {name for name, informant in of.items() if informant in asked}


def test_planted_factors_are_named_together() -> None:
    named = defaultdict(set)
    for row in rows("factors"):
        named[row["factor"]].add(row["partnership"])
    asked = set().union(*named.values())
    for one, other in (
        ("short of money", "short-term contracts"),
        ("lack of trust", "competing interests"),
        ("mutual trust", "personal contact"),
    ):
        assert len(named[one] & named[other]) > 2 * len(named[one]) * len(named[other]) / len(asked)


def test_columns_and_values_are_those_of_the_format() -> None:
    for name in ("organisations", "partnerships", "members", "factors"):
        known = {column.name: column for column in TABLES[name].columns}
        for row in rows(name):
            for column, cell in row.items():
                choices = known[column].choices if column in known else ()
                assert not choices or cell in ("", *choices)


def test_layers_are_made_by_status() -> None:
    layers = tomllib.loads(FILES["study.toml"].decode())["layer"]
    assert {name: layer["only"] for name, layer in layers.items()} == {
        name: name for name in ("successful", "struggling", "potential")
    }
