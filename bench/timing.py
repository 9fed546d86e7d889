"""Commands measured side by side and in turn, so that a machine that is busy for a while is so for all of them."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryFile
from typing import NamedTuple


class Contender(NamedTuple):
    """A command to measure; ``prepare`` is called before each run of it, ``note`` says what it does, and what not."""

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
        """The spread of two numbers or more."""
        low, _, high = quantiles(numbers, n=4, method="inclusive")
        return cls(low, median(numbers), high)


class Measured(NamedTuple):
    """The whole processes of a contender, one a round: their wall times in seconds, and the most memory of any."""

    contender: Contender
    seconds: tuple[float, ...]
    megabytes: float

    @property
    def spread(self) -> Spread:
        """The wall times in seconds."""
        return Spread.of(self.seconds)

    def times(self, other: "Measured") -> Spread:
        """How many times as long as ``other`` it took, round by round."""
        return Spread.of([mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True)])


def measure(contenders: Sequence[Contender], rounds: int, folder: Path) -> list[Measured]:
    """Run each once to warm up, then all of them in turn, ``rounds`` times, in ``folder``.

    Raises:
        RuntimeError: one of them failed.
    """
    runs: list[list[tuple[float, float]]] = [[] for _ in contenders]
    for number in range(rounds + 1):
        for contender, kept in zip(contenders, runs, strict=True):
            contender.prepare()
            run = _run(contender, folder)
            if number:
                kept.append(run)
    return [
        Measured(contender, tuple(seconds for seconds, _ in kept), max(megabytes for _, megabytes in kept))
        for contender, kept in zip(contenders, runs, strict=True)
    ]


def _run(contender: Contender, folder: Path) -> tuple[float, float]:
    begin = time.perf_counter()
    with TemporaryFile() as said:
        process = subprocess.Popen(
            contender.command, cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:  # 1: something was found
            said.seek(0)
            raise RuntimeError(
                f"{contender.name} ended in {process.returncode}: {said.read().decode(errors='replace')}"
            )
    return seconds, usage.ru_maxrss / 1024


def _environment(folder: Path) -> dict[str, str]:
    """That of a user: without what makes Python compile its modules at each start, and with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ECG_", "XDG_"))}
    return {**kept, "HOME": str(folder), "NO_COLOR": "1"}
