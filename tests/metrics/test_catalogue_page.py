"""Guards that the page of metrics says everything the records say, the same way every time."""

from __future__ import annotations

import os
import subprocess
import sys

from sna.metrics import catalogue, catalogue_page


def test_page_has_every_metric_and_all_that_is_known_of_it() -> None:
    page = catalogue_page()
    for name, record in catalogue().items():
        entry = page.split(f"### `{name}`\n")[1].split("\n### ")[0]
        size = f"up to {record.up_to:,} organisations"
        for text in (record.formula, record.means, record.source, record.undefined, size):
            assert text in entry
        for leaf in record.leaves:
            assert f"`{leaf.name}`" in entry or not record.parts
        assert ("Measured only when named" in entry) != record.default
        assert ("with groups of organisations" in entry) == record.groups
        assert ("layers together" in entry.split("- Direction")[0]) == (record.of == "multiplex")
    assert page.endswith("\n")
    assert page.index("## Of organisations") < page.index("`betweenness`") < page.index("## Of groups")
    assert page.index("## Of groups") < page.index("`group_degree`") < page.index("## Of the network")
    assert "inf" not in page.split()


def test_page_is_the_same_in_another_process() -> None:
    code = "import sys; from sna.metrics import catalogue_page; sys.stdout.buffer.write(catalogue_page().encode())"
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        assert run.stdout.decode("utf-8") == catalogue_page()
