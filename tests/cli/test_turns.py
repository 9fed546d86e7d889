"""Waiting for another run: a moment at a time, told once, and not for ever."""

import fcntl
import os
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from ecgtool.cli import turns
from ecgtool.errors import UnreachableError

FILE = '[groups.lab]\ntimezone = "UTC"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was slept, each time; it takes no time."""
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Path]:
    """A configuration that another run is editing."""
    (tmp_path / "ecg.toml").write_text(FILE)
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield tmp_path / "ecg.toml"
    os.close(handle)


def test_a_turn_is_waited_for_so_long(slept: list[float]) -> None:
    """Three seconds in small steps, one word on the way, and then an end."""
    said: list[str] = []
    wait = turns.turn("editing", 3, said.append)
    with pytest.raises(UnreachableError, match="another ecg has been editing for 3 s: run it again"):
        deque(iter(wait, "an end"), maxlen=0)
    assert (round(sum(slept), 6), len(said)) == (3, 1)


def test_an_edit_that_another_does_not_end_is_given_up(busy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 5, one line of waiting and one of the end, and the file as it was."""
    assert run(["cancel", "2026-03-09", "-c", str(busy), "--now", "2026-03-02T18:00Z"]) == 5
    waiting, ended = capsys.readouterr().err.splitlines()
    assert waiting == f"ecg: another ecg is editing {busy}: waiting for it to end"
    assert ended.startswith(f"ecg: another ecg has been editing {busy} for 60 s: run it again")
    assert busy.read_text() == FILE
