"""Measure commands side by side and in turn, so that a machine that is busy for a while is so for all of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryFile
from typing import NamedTuple


class Contender(NamedTuple):
    """A command to measure.

    ``prepare`` is called before each run, ``note`` says what the command does and what not.
    """

    name: str
    command: Sequence[str]
    note: str = ""
    prepare: Callable[[], object] = lambda: None


class Spread(NamedTuple):
    """The median of several numbers, and the quartiles around it."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> "Spread":
        """Return the spread of two numbers or more."""
        low, _, high = quantiles(numbers, n=4, method="inclusive")
        return cls(low, median(numbers), high)


class Measured(NamedTuple):
    """A contender's wall times in seconds, one a round, of whole processes; and the memory of one more."""

    contender: Contender
    seconds: tuple[float, ...]
    megabytes: float

    @property
    def spread(self) -> Spread:
        """The spread of the wall times in seconds."""
        return Spread.of(self.seconds)

    def times(self, other: "Measured") -> Spread:
        """Return how many times as long as ``other`` it took, round by round."""
        return Spread.of([mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True)])


def _say(words: str) -> None:
    """Show on the last line of a terminal what is being measured; print nothing elsewhere."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


def measure(contenders: Sequence[Contender], rounds: int, folder: Path) -> list[Measured]:
    """Run each contender once to warm up, then all of them in turn, ``rounds`` times, in ``folder``.

    Raises:
        RuntimeError: one of them failed.
    """
    runs: list[list[float]] = [[] for _ in contenders]
    memory: list[float] = []
    for number in range(rounds + 1):
        for contender, kept in zip(contenders, runs, strict=True):
            _say(f"{contender.name}, round {number} of {rounds}")
            contender.prepare()
            if number:
                kept.append(_seconds(contender, folder))
            else:
                memory.append(_megabytes(contender, folder))
    _say("")
    each = zip(contenders, runs, memory, strict=True)
    return [Measured(contender, tuple(kept), megabytes) for contender, kept, megabytes in each]


def _seconds(contender: Contender, folder: Path) -> float:
    begin = time.perf_counter()
    with TemporaryFile() as said:
        done = subprocess.run(
            contender.command,
            cwd=folder,
            env=_environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=said,
            check=False,
        )
        seconds = time.perf_counter() - begin
        if done.returncode not in {0, 1}:  # 1: something was found
            said.seek(0)
            raise RuntimeError(f"{contender.name} ended in {done.returncode}: {said.read().decode(errors='replace')}")
    return seconds


def _megabytes(contender: Contender, folder: Path) -> float:
    apart = [sys.executable, "-I", "-S", str(Path(__file__).with_name("memory.py")), *contender.command]
    said = subprocess.run(apart, cwd=folder, env=_environment(folder), capture_output=True, check=True)
    return int(said.stdout) / 1024


def _environment(folder: Path) -> dict[str, str]:
    """Return a user's environment: one in which Python keeps its compiled modules, and with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ECG_", "XDG_"))}
    return {**kept, "HOME": str(folder), "NO_COLOR": "1"}
