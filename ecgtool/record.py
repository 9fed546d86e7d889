"""What ecg remembers of its runs, in $XDG_STATE_HOME: when each thing last succeeded, and a log for people.

One file for each configuration file, since two of them may have groups of one name.
"""

import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ecgtool.render.plain import plain
from ecgtool.state import file_name, locked

_LOG_LIMIT = 256 * 1024
"""Bytes of the log, beyond which its older half goes."""
_PATIENCE = 50
"""How often a turn is waited for, a tenth of a second each."""


class Success(NamedTuple):
    """When something last succeeded (UTC), and what there is to know of it."""

    at: datetime
    about: Mapping[str, Any]


class Memory(NamedTuple):
    """What is remembered of the groups of the configuration file ``config``, in the folder ``state``."""

    state: Path
    config: Path

    @property
    def _path(self) -> Path:
        return self.state / "runs" / f"{file_name(str(self.config.resolve()))}.json"

    def successes(self, group: str) -> dict[str, Success]:
        """The last successes of a group by what succeeded; nothing where nothing, or nothing whole, is kept."""
        entries = _read(self._path).get(group)
        read = {what: _success(entry) for what, entry in entries.items()} if isinstance(entries, dict) else {}
        return {what: success for what, success in read.items() if success}

    def remember(self, group: str, what: str, success: Success) -> None:
        """Keep that ``what`` succeeded.

        Raises:
            EcgError: the folder cannot be written.
            OSError: likewise.
        """
        with locked(self.state, str(self._path), _turn()):
            kept = _read(self._path)
            entry = {"at": success.at.isoformat(), "about": success.about}
            kept["config"] = {"path": str(self.config)}
            kept[group] = {**kept.get(group, {}), what: entry}
            _write(self._path, json.dumps(kept, indent=1))


def log(state: Path, moment: datetime, line: str) -> None:
    """Add a line to the log: ``2026-06-08T16:30:00Z wiki bump lab: ...``; the log does not grow without bounds.

    Raises:
        EcgError: the folder cannot be written.
        OSError: likewise.
    """
    path = state / "log"
    with locked(state, str(path), _turn()):
        if path.exists() and path.stat().st_size > _LOG_LIMIT:
            _write(path, path.read_text("utf-8", errors="replace")[-_LOG_LIMIT // 2 :].partition("\n")[2])
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{moment:%Y-%m-%dT%H:%M:%SZ} {plain(line)}\n")


def _turn() -> Callable[[], None]:
    """Waits a moment for another process, and gives up after some."""
    left = iter(range(_PATIENCE))

    def wait() -> None:
        if next(left, None) is None:
            raise TimeoutError(f"another ecg has not finished for {_PATIENCE // 10} s")
        time.sleep(0.1)

    return wait


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _success(entry: object) -> Success | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("about"), dict):
        return None
    try:
        moment = datetime.fromisoformat(str(entry.get("at")))
    except ValueError:
        return None
    return Success(moment, entry["about"]) if moment.tzinfo else None


def _write(path: Path, text: str) -> None:
    """Make ``path``, which this run has locked, hold ``text``, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
