"""Two runs with one account, and runs that are killed."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from ecgtool.errors import UnreachableError
from ecgtool.files import LockWait, file_name_of, locked
from tests.targets.mediawiki.bench import STALE, Bench, FakeBench, Run, next_meeting, system_clock

AT_ONCE = LockWait("busy", 0, print)
HOLD = """
import sys
from pathlib import Path
from ecgtool.files import LockWait, locked
with locked(Path(sys.argv[1]) / "page", LockWait("busy", 0, print)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("copies", [2, 4])
def test_one_edit_of_several_runs(bench: Bench, tmp_path: Path, copies: int) -> None:
    """Runs that all read the same stale page make one edit of it, and all end well."""
    bench.put(STALE)
    bench.clock = system_clock()
    everybody = threading.Barrier(copies)
    runs = [Run(bench, tmp_path, then={1: everybody.wait}) for _ in range(copies)]
    outcomes = []
    threads = [threading.Thread(target=lambda run=run: outcomes.append(run.bump())) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.written for outcome in outcomes) == [False] * (copies - 1) + [True]
    assert [saved.user for saved in bench.history()] == ["Chair", "Somebody"]


def test_runs_on_two_computers(bench: Bench, tmp_path: Path) -> None:
    """Without a common lock, the wiki's own guard leaves one edit too."""
    bench.put(STALE)
    other = Run(bench, tmp_path / "other")
    run = Run(bench, tmp_path / "one", then={3: other.bump})
    assert not run.bump().written
    assert len(bench.history()) == 2


def test_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    """What a run held when it was killed is in nobody's way."""
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdin=-1, stdout=-1) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(UnreachableError), locked(tmp_path / "page", AT_ONCE):
            pass
        with locked(tmp_path / "another page", AT_ONCE):
            pass
        holder.kill()
    with locked(tmp_path / "page", AT_ONCE):
        pass


def test_lock_that_stays_taken_is_given_up(fake: FakeBench, tmp_path: Path) -> None:
    """Another run that does not end is waited for as long as the patience lasts, and a person sees that it is."""
    fake.put(STALE)
    run = Run(fake, tmp_path, patience=timedelta(seconds=-9.9))  # so that a tenth of a second is left to wait
    with run.page() as page, ThreadPoolExecutor() as other:
        name = file_name_of(f"{page.wiki.api.address}\n{fake.title}")
        with (
            locked(tmp_path / "locks" / f"{name}.lock", AT_ONCE),
            pytest.raises(UnreachableError, match="another ecg"),
        ):
            other.submit(page.edit, next_meeting).result()
    assert run.waited_for == ["another ecg that is at work on “Edge Group”"]
    assert len(fake.history()) == 1


def test_page_that_is_right_needs_no_lock(run: Run) -> None:
    """A run that has nothing to write leaves nothing behind."""
    run.bench.put(next_meeting(STALE).text)
    run.bump()
    assert list(run.state.iterdir()) == []
