"""What is remembered of runs survives, stays apart for each file, and never makes a run fail."""

from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from ecgtool.record import Memory, Success, log

NOW = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)


def test_a_success_is_remembered(tmp_path: Path) -> None:
    """The last one of each kind and group is kept, with what there is to know of it."""
    memory = Memory(tmp_path, tmp_path / "ecg.toml")
    memory.remember("lab", "bump", Success(NOW, {}))
    memory.remember("lab", "bump", Success(NOW + timedelta(days=1), {"a": [1]}))
    memory.remember("docs", "bump", Success(NOW, {}))
    assert memory.successes("lab") == {"bump": Success(NOW + timedelta(days=1), {"a": [1]})}
    assert Memory(tmp_path, tmp_path / "other.toml").successes("lab") == {}


@pytest.mark.parametrize("content", ["", "[]", "{", '{"lab": 1}', '{"lab": {"bump": {"at": "x"}}}', "[" * 100_000])
def test_a_broken_memory_is_an_empty_one(tmp_path: Path, content: str) -> None:
    """Whatever stands in the file, a run goes on and mends it."""
    memory = Memory(tmp_path, tmp_path / "ecg.toml")
    memory.remember("lab", "bump", Success(NOW, {}))
    (path,) = (tmp_path / "runs").iterdir()
    path.write_text(content)
    assert memory.successes("lab") == {}
    if not content.startswith('{"lab": 1'):
        memory.remember("lab", "bump", Success(NOW, {}))
        assert memory.successes("lab") == {"bump": Success(NOW, {})}


def _remember(folder: Path, number: int) -> None:
    Memory(folder, folder / "ecg.toml").remember("lab", f"kind {number}", Success(NOW, {}))
    log(folder, NOW, f"run {number}")


def test_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight processes at once leave eight successes and eight lines."""
    context = get_context("fork")
    workers = [context.Process(target=_remember, args=(tmp_path, number)) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(Memory(tmp_path, tmp_path / "ecg.toml").successes("lab")) == 8
    assert len((tmp_path / "log").read_text().splitlines()) == 8


def test_the_log_is_bounded_and_clean(tmp_path: Path) -> None:
    """Old lines go, whole lines stay, and nothing in a line can begin another."""
    for number in range(40):
        log(tmp_path, NOW, f"{number} " + "x" * 20_000 + "\nforged \x1b[31m")
    lines = (tmp_path / "log").read_text().splitlines()
    assert sum(map(len, lines)) < 400_000
    assert all(line.startswith("2026-06-08T16:30:00Z ") and "\x1b" not in line for line in lines)
    assert lines[-1].startswith("2026-06-08T16:30:00Z 39 ")
