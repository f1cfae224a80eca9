"""Outputs say once, at the foot, what holds of all their p."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize("verb", ["asymmetry", "compare"])
def test_the_largest_error_of_a_sampled_p_is_said_once(sna, verb: str) -> None:
    more = ("--layer", "mdt", "--permutations", "99")
    told = sna(verb, "centralised-surgery", *more).out
    found = re.findall(r"^(?:p is exact in|Every p).*$", told, re.MULTILINE)
    assert len(found) == 1
    if verb == "asymmetry":  # 12 organisations in two groups: 495 splits, gone through
        assert found == ["Every p is exact: all possible ways were gone through."]
    else:
        assert re.search(r"random sample \(of 99\): Monte Carlo error at most 0\.0[1-5]\d*\.$", found[0])


def test_the_foot_counts_what_the_table_has(sna) -> None:
    import csv
    import io

    more = ("partnerships-255", "factors", "partnerships")
    foot = re.search(r"^(p is exact in|Every p).*$", sna("lens", *more).out, re.MULTILINE)
    rows = list(csv.DictReader(io.StringIO(sna("lens", *more, "--format", "csv").out)))
    methods = [row["method"] for row in rows if row["p"]]
    drawn = [method for method in methods if "random sample" in method]
    assert foot is not None
    assert drawn
    assert all("Monte Carlo error" in method for method in drawn)
    assert f"exact in {len(methods) - len(drawn)} of {len(methods)} cases" in foot[0] or len(drawn) == len(methods)
    error = max(float(re.search(r"Monte Carlo error ([\d.e-]+)", method)[1]) for method in drawn)
    assert f"at most {error:.2g}." in foot[0]
