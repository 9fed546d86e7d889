"""Record runs in $XDG_STATE_HOME: when each thing last succeeded, and a log for people.

Each configuration file has a record of its own, since two of them may have groups of the same name.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ecgtool import files
from ecgtool.files import LockWait, file_name_of, locked
from ecgtool.render.plain import plain, utc_text

_LOG_LIMIT = 256 * 1024
"""The most bytes of the log. When it has more, its older half is deleted."""


class Exported(NamedTuple):
    """The export of a calendar, or the build of a site: when (UTC), of which groups, and with which options."""

    at: datetime
    groups: tuple[str, ...]
    options: Mapping[str, Any]


class RunRecord(NamedTuple):
    """The record of the configuration file ``config``, in the folder ``state``.

    ``turn`` is how to wait while another run writes there. Entries that make no sense count as missing.
    """

    state: Path
    config: Path
    turn: LockWait

    @property
    def _path(self) -> Path:
        return self.state / "runs" / f"{file_name_of(str(self.config.resolve()))}.json"

    def bumps(self) -> dict[str, datetime]:
        """Return when the page of each group was last brought up to date, or found so (UTC)."""
        moments = {group: _moment(text) for group, text in _table(_read(self._path), "bumps").items()}
        return {group: moment for group, moment in moments.items() if moment}

    def calendars(self) -> dict[str, Exported]:
        """Return the calendars that were exported, by the paths of their files."""
        return self._exports("calendars")

    def sites(self) -> dict[str, Exported]:
        """Return the sites that were built, by the paths of their folders."""
        return self._exports("sites")

    def own_lines(self) -> dict[str, str]:
        """Return the line of each group's page that ecg wrote and nobody has changed since, as it reads."""
        return {group: str(line) for group, line in _table(_read(self._path), "own_lines").items()}

    def remember_bumps(self, groups: Iterable[str], at: datetime, own_lines: Mapping[str, str]) -> None:
        """Record that the pages of ``groups`` are up to date, and which lines are ecg's own ("" for a person's).

        Raises:
            EcgError: the folder cannot be written.
        """
        self._keep({"bumps": dict.fromkeys(groups, at.isoformat()), "own_lines": own_lines})

    def remember_calendar(self, name: str, exported: Exported) -> None:
        """Record the export of a calendar to the file ``name``, and forget calendars whose files are gone.

        Raises as ``remember_bumps`` does.
        """
        self._keep_export("calendars", name, exported)

    def remember_site(self, name: str, built: Exported) -> None:
        """Record the build of a site in the folder ``name``, and forget sites whose folders are gone.

        Raises likewise.
        """
        self._keep_export("sites", name, built)

    def log(self, moment: datetime, line: str) -> None:
        """Add a line to the log: ``2026-06-08T16:30:00Z wiki bump lab: ...``. The log is cut when it gets too long.

        Raises:
            EcgError: the folder cannot be written.
            OSError: likewise.
        """
        path = self.state / "log"
        with locked(_lock(path), self.turn):
            if path.exists() and path.stat().st_size > _LOG_LIMIT:
                files.replace(path, path.read_bytes()[-_LOG_LIMIT // 2 :].partition(b"\n")[2])
            with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(f"{utc_text(moment)} {plain(line)}\n")

    def _exports(self, table: str) -> dict[str, Exported]:
        found = {name: _exported(entry) for name, entry in _table(_read(self._path), table).items()}
        return {name: exported for name, exported in found.items() if exported}

    def _keep_export(self, table: str, name: str, exported: Exported) -> None:
        at, groups, options = exported
        entry = {"at": at.isoformat(), "groups": groups, "options": options}
        self._keep({table: {name: entry}}, lambda other: Path(other).exists())

    def _keep(self, tables: Mapping[str, Mapping[str, object]], stays: Callable[[str], bool] = bool) -> None:
        """Add entries to tables of the file; those before them that do not stay are left out, and empty ones."""
        with locked(_lock(self._path), self.turn):
            kept = _read(self._path)
            new = {**kept, "config": str(self.config)}
            for table, entries in tables.items():
                before = {name: entry for name, entry in _table(kept, table).items() if stays(name)}
                new[table] = {name: entry for name, entry in {**before, **entries}.items() if entry}
            files.replace(self._path, json.dumps(new, indent=1).encode())


def _lock(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _table(kept: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = kept.get(name)
    return table if isinstance(table, dict) else {}


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _exported(entry: object) -> Exported | None:
    match entry:
        case {"at": text, "groups": [*groups], "options": dict(options)} if moment := _moment(text):
            return Exported(moment, tuple(map(str, groups)), options)
    return None
