"""Worker processes: each does input after input until one kills it; another takes over at the next."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from fuzz_mutations import Files, mutated
from fuzz_seeds import GOOD, made, networks, studies

WORKERS = 2
MOST_SECONDS = 10
"""Of processor time for one input; ten times as long by the clock, and the process is ended."""
MOST_MEMORY = 2 << 30
STUDIES = 0.3
"""Of all inputs; a study takes several times as long as a network file."""
_ADDRESSES = 8 << 30
"""Far more than is used: libraries reserve addresses that they never touch."""
Seeds = dict[str, list[Files]]


@dataclass
class Result:
    """How inputs ended: by target and outcome; failures with the line that does them again."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def told(self) -> str:
        """Return what is to be said of it, failures last."""
        lines = []
        for target in sorted({target for target, _ in self.counts}):
            own = {code: many for (of, code), many in sorted(self.counts.items()) if of == target}
            codes = ", ".join(f"{code} {many}" for code, many in own.items())
            lines.append(f"{target}: {sum(own.values())} inputs: {codes}")
        return "\n".join([*lines, f"{len(self.failures)} failures", *self.failures]) + "\n"


def run(inputs: int, seed: int, out: Path, *, first: int = 0) -> Result:
    """Do inputs ``first`` to ``first + inputs``; the same numbers and seed are the same inputs."""
    result = Result()
    with tempfile.TemporaryDirectory() as folder:
        store(Path(folder))
        with ThreadPoolExecutor(WORKERS) as pool:
            for future in [
                pool.submit(_attend, range(first + n, first + inputs, WORKERS), seed, Path(folder), out, result)
                for n in range(WORKERS)
            ]:
                future.result()
    return result


def store(folder: Path) -> None:
    """Write all seeds to an empty folder, so that every worker has the same."""
    work = folder / "work"
    work.mkdir()
    for kind, found in (("study", [*studies(), *made(work)]), ("network", networks())):
        for number, files in enumerate(found):
            write(files, folder / "seeds" / kind / f"{number:04}")
    shutil.rmtree(work)


def stored(folder: Path) -> Seeds:
    """Return the seeds of a folder."""
    return {
        kind.name: [{path.name: path.read_bytes() for path in sorted(one.iterdir())} for one in sorted(kind.iterdir())]
        for kind in sorted((folder / "seeds").iterdir())
    }


def write(files: Files, folder: Path) -> None:
    """Write files to a new folder."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def input_of(number: int, seed: int, known: Seeds) -> tuple[str, Files]:
    """Return one input: what is to be done with it, and its files."""
    random = np.random.Generator(np.random.PCG64([seed, number]))
    target = "study" if random.random() < STUDIES else "network"
    found = known[target]
    # The good ones stand last, and are worth as much as all of the bad: damage to them is read furthest.
    last = int(random.integers(len(found))) if random.random() < 0.5 else int(random.integers(1, GOOD[target] + 1))
    return target, mutated(found[-last], found, random)


def child(seed: int, first: int, last: int, step: int, folder: Path) -> None:
    """Do inputs one after the other; say on standard output which begins, and how it ended."""
    from fuzz_targets import outcome

    warnings.simplefilter("error")
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    known = stored(folder)
    for number in range(first, last, step):
        target, files = input_of(number, seed, known)
        with tempfile.TemporaryDirectory(dir=folder) as place:
            _say(number=number, target=target)
            write(files, Path(place, "input"))
            if os.environ.get("FUZZ_DIES_AT") == str(number):
                os.abort()  # how igraph ends a process: the test of these workers asks for it
            start = time.process_time()
            try:
                ended = outcome(target, Path(place, "input"))
            except Exception:  # noqa: BLE001 - whatever was not foreseen is what is looked for
                ended = f"failure: {traceback.format_exc()[-1500:]}"
            ended = _within_bounds(ended, time.process_time() - start)
        _say(ended=ended)
        if ended.startswith("failure"):
            return  # a new process has its memory to itself


def _within_bounds(ended: str, seconds: float) -> str:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if seconds > MOST_SECONDS:
        return f"failure: {seconds:.0f} s; ended in {ended}"
    if memory > MOST_MEMORY:
        return f"failure: {memory >> 20} MB; ended in {ended}"
    return ended


def _say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _attend(numbers: range, seed: int, folder: Path, out: Path, result: Result) -> None:
    """Start a worker for these inputs, and another whenever it dies."""
    while numbers:
        done, ended = _until_it_ends(numbers, seed, folder, result)
        if ended:
            result.failures.append(_saved(numbers[done], seed, folder, out, ended))
        numbers = numbers[done + 1 :]


def _until_it_ends(numbers: range, seed: int, folder: Path, result: Result) -> tuple[int, str]:
    """Return how many inputs a worker did before it ended, and what was wrong with the last; nothing if all is well."""
    program = str(Path(__file__).with_name("fuzz.py"))
    span = [str(number) for number in (seed, numbers.start, numbers.stop, numbers.step)]
    done, running = -1, {}
    with tempfile.TemporaryFile() as errors:
        command = [sys.executable, program, "--child", *span, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as worker:
            assert worker.stdout is not None
            clock = _clock(worker)
            for line in worker.stdout:
                clock.cancel()
                running |= {"ended": ""} | json.loads(line)
                clock = _clock(worker)
                if not running["ended"]:
                    done += 1
                elif running["ended"].startswith("failure"):
                    result.counts[running["target"], "failure"] += 1
                    return done, running["ended"]
                else:
                    result.counts[running["target"], running["ended"]] += 1
            clock.cancel()
        if worker.returncode == 0 and (not running or running["ended"]):
            return len(numbers), ""
        errors.seek(0)
        last = errors.read().decode(errors="replace")[-1500:]
        if not running:
            raise RuntimeError(f"The worker could not start: {last}")
        result.counts[running["target"], "failure"] += 1
        return done, f"failure: the process ended with {worker.returncode}: {last}"


def _clock(worker: subprocess.Popen[str]) -> threading.Timer:
    clock = threading.Timer(10 * MOST_SECONDS, worker.kill)
    clock.daemon = True
    clock.start()
    return clock


def _saved(number: int, seed: int, folder: Path, out: Path, ended: str) -> str:
    """Save an input that failed, and return how it did and the line that does it again."""
    target, files = input_of(number, seed, stored(folder))
    place = out / f"{target}-{seed}-{number}"
    shutil.rmtree(place, ignore_errors=True)
    write(files, place)
    return f"{ended}\n  again: python tests/fuzz/fuzz.py --again {place}"


def again(place: Path) -> str:
    """Do a saved input again, in this process, and return how it ended."""
    from fuzz_targets import outcome

    warnings.simplefilter("error")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(place, Path(folder, "input"))
        return outcome(place.name.partition("-")[0], Path(folder, "input"))
