"""Guards that no damaged study or network file ends in anything but a result or a documented problem."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fuzz_mutations import mutated
from fuzz_seeds import networks, studies
from fuzz_workers import again, input_of, run

INPUTS = 1000


def test_damaged_inputs_end_in_a_result_or_a_documented_code(tmp_path: Path) -> None:
    result = run(INPUTS, 0, tmp_path)
    assert not result.failures, result.told()
    assert sum(result.counts.values()) == INPUTS
    # Damage that is always refused at the first byte would test nothing.
    assert result.counts["study", "ok"] > 20
    assert result.counts["network", "ok"] > 20


def test_the_same_number_is_the_same_input() -> None:
    known = {"study": studies(), "network": networks()}
    assert input_of(7, 1, known) == input_of(7, 1, known)
    assert [input_of(n, 1, known) for n in range(5)] != [input_of(n, 2, known) for n in range(5)]


@pytest.mark.parametrize("number", range(50))
def test_damage_changes_something(number: int) -> None:
    seed = {"organisations.csv": b"organisation\nA\nB\n", "trust.csv": b"from,to,weight\nA,B,2\n"}
    random = np.random.Generator(np.random.PCG64(number))
    assert any(mutated(seed, [seed], random) != seed for _ in range(3))


def test_a_process_that_dies_or_hangs_is_seen_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUZZ_DIES_AT", "3")
    result = run(8, 0, tmp_path)
    assert sum(result.counts.values()) == 8
    assert len(result.failures) == 1
    assert "the process ended with -6" in result.failures[0]
    saved = next(path for path in tmp_path.iterdir() if path.name.endswith("-3"))
    assert f"--again {saved}" in result.failures[0]
    assert again(saved)
