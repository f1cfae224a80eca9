"""Guards that a study of any cells at all ends in measures or in documented problems."""

import csv
import tempfile
from pathlib import Path

from fuzz_targets import outcome
from fuzz_tokens import COMMON, NUMBERS
from hypothesis import given, settings
from hypothesis import strategies as st

NUMBER = st.one_of(
    st.sampled_from([number.decode("utf-8") for number in NUMBERS]),
    st.floats().map(repr),
    st.integers(-(10**20), 10**20).map(str),
    st.floats(1e-12, 1e12).map(repr),
)
HOSTILE = st.sampled_from([word.decode("utf-8", "replace") for word in COMMON])
TEXT = st.one_of(st.text(st.characters(exclude_categories=("Cs",)), max_size=8), HOSTILE, st.sampled_from("ABC"))
NAMES = st.lists(TEXT, min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(names=NAMES, ties=st.lists(st.tuples(TEXT, TEXT, NUMBER), max_size=4), known=st.booleans())
def test_any_cells_end_in_a_result_or_a_documented_code(names, ties, known):
    if known:
        ties = [(names[at % len(names)], names[(at + 1) % len(names)], tie[2]) for at, tie in enumerate(ties)]
    with tempfile.TemporaryDirectory() as folder:
        for file, rows in (
            ("organisations", [("organisation",), *((name,) for name in names)]),
            ("trust", [("from", "to", "weight"), *ties]),
        ):
            with Path(folder, f"{file}.csv").open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows(rows)
        # Whatever else is raised, or said in other words than promised, fails here.
        assert outcome("study", Path(folder))
