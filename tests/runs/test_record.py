"""What is remembered of runs survives, stays apart for each file, and never makes a run fail."""

import json
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from ecgtool.files import LockWait
from ecgtool.runs.record import Exported, RunRecord

NOW = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)


def record_in(folder: Path, name: str = "ecg.toml") -> RunRecord:
    """What is remembered of a file, patient with other runs."""
    return RunRecord(folder, folder / name, LockWait("busy", 20, print))


def test_a_success_is_remembered(tmp_path: Path) -> None:
    """The last one of each group and calendar is kept, apart for each configuration file, whatever a group's name."""
    record = record_in(tmp_path)
    record.remember_bumps(["lab", "config", "bumps"], NOW, {})
    record.remember_bumps(["lab"], NOW + timedelta(days=1), {})
    record.remember_calendar("/a.ics", Exported(NOW, ("lab", "docs"), {"alarm": 900}))
    assert record.bumps() == {"lab": NOW + timedelta(days=1), "config": NOW, "bumps": NOW}
    assert record.calendars() == {"/a.ics": Exported(NOW, ("lab", "docs"), {"alarm": 900})}
    assert record_in(tmp_path, "other.toml").bumps() == {}


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{", "[" * 100_000, "\ufffd", '{"bumps": 1, "calendars": 2}', '{"bumps": {"lab": {}}}',
        '{"bumps": {"lab": "2026-06-08T16:30:00"}}', '{"calendars": {"/a.ics": 1}}',
        '{"calendars": {"/a.ics": {"at": "x", "groups": [], "options": {}}}}',
        '{"calendars": {"/a.ics": {"at": "2026-06-08T16:30:00Z", "groups": null, "options": {}}}}',
    ],
)  # fmt: skip
def test_a_broken_memory_is_an_empty_one(tmp_path: Path, content: str) -> None:
    """Whatever stands in the file, a run goes on and mends it."""
    record = record_in(tmp_path)
    record.remember_bumps(["docs"], NOW, {})
    (path,) = (tmp_path / "runs").iterdir()
    path.write_bytes(content.encode())
    assert record.bumps() == {}
    assert record.calendars() == {}
    record.remember_bumps(["lab"], NOW, {})
    record.remember_calendar("/b.ics", Exported(NOW, ("lab",), {}))
    assert (record.bumps(), list(record.calendars())) == ({"lab": NOW}, ["/b.ics"])


def test_the_lines_that_ecg_wrote_are_remembered(tmp_path: Path) -> None:
    """Each until a run finds another one in its place, which has "" then."""
    record = record_in(tmp_path)
    record.remember_bumps([], NOW, {"lab": "Next: June 8", "docs": "Next: June 9"})
    record.remember_bumps(["lab"], NOW, {"lab": ""})
    assert record.own_lines() == {"docs": "Next: June 9"}


def test_the_file_tells_whose_it_is(tmp_path: Path) -> None:
    """A person who looks into the folder finds the configuration's name in the file's, and its path within."""
    record_in(tmp_path).remember_bumps(["lab"], NOW, {})
    (path,) = (tmp_path / "runs").iterdir()
    assert "ecg-toml" in path.name
    assert json.loads(path.read_text())["config"] == str(tmp_path / "ecg.toml")


def test_a_calendar_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    """At the next export, so that one which was renamed is not missed for ever; until then it is."""
    record, old = record_in(tmp_path), tmp_path / "old.ics"
    old.touch()
    for name in (old, tmp_path / "new.ics"):
        record.remember_calendar(str(name), Exported(NOW, ("lab",), {}))
    assert len(record.calendars()) == 2
    old.unlink()
    record.remember_bumps(["lab"], NOW, {})
    assert len(record.calendars()) == 2
    record.remember_calendar(str(tmp_path / "new.ics"), Exported(NOW, ("lab",), {}))
    assert list(record.calendars()) == [str(tmp_path / "new.ics")]


def _remember(folder: Path, number: int) -> None:
    record = record_in(folder)
    record.remember_bumps([f"group {number}"], NOW, {})
    record.log(NOW, f"run {number}")


def test_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight processes at once leave eight successes and eight lines."""
    context = get_context("fork")
    workers = [context.Process(target=_remember, args=(tmp_path, number)) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(record_in(tmp_path).bumps()) == 8
    assert len((tmp_path / "log").read_text().splitlines()) == 8


def test_the_log_is_bounded_and_clean(tmp_path: Path) -> None:
    """Old lines go, whole lines stay, and nothing in a line can begin another; odd bytes of a path do no harm."""
    for number in range(40):
        record_in(tmp_path).log(NOW, f"{number} " + "x" * 20_000 + "\nforged \x1b[31m caf\udce9.ics")
    lines = (tmp_path / "log").read_text().splitlines()
    assert sum(map(len, lines)) < 400_000
    assert all(line.startswith("2026-06-08T16:30:00Z ") and "\x1b" not in line for line in lines)
    assert lines[-1].startswith("2026-06-08T16:30:00Z 39 ")
