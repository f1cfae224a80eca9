# Every target sets itself up on a fresh machine: Python 3.11 or later with venv is all it needs.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: report test bench fuzz calibration figures docs datasets clean

report: .venv/ready
	@$(BIN)/python cli.py report centralised-surgery --out out/centralised-surgery --overwrite

test: .venv/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/build.py --check
	$(BIN)/pytest -n 2

bench: .venv/ready-dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/metrics.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/tests_of_networks.py
	$(BIN)/python benchmarks/snapshots.py

fuzz: .venv/ready-dev
	$(BIN)/python tests/fuzz/fuzz.py 100000

calibration: .venv/ready-dev
	$(BIN)/python benchmarks/calibration_logit.py
	$(BIN)/python benchmarks/calibration_charts.py
	$(BIN)/python benchmarks/calibration.py --write

figures: .venv/ready
	$(BIN)/python figures/make.py

docs: .venv/ready-dev
	$(BIN)/python docs/build.py

datasets: .venv/ready
	$(BIN)/python -m sna.simulate datasets

.venv/ready: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) .
	@touch $@

.venv/ready-dev: .venv/ready
	$(INSTALL) --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv out build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
