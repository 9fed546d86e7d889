"""The folder of the site. Only files that its manifest names are ever overwritten or deleted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ecgtool import files
from ecgtool.errors import UsageError

MANIFEST = ".ecg-site.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """The files to write, with their bytes, and the names of files to delete, so that ``folder`` becomes the site."""

    folder: Path
    written: Mapping[str, bytes]
    deleted: tuple[str, ...]
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        """Return whether anything would change."""
        return bool(self.written or self.deleted)


def read_site(folder: Path) -> dict[str, bytes]:
    """Return the files in ``folder`` that ``ecg`` wrote there, by their names; none where it is no site yet.

    Raises:
        UsageError: one of them cannot be read.
    """
    return {name: files.read(folder / name) for name in _manifest(folder) if (folder / name).exists()}


def changes(folder: Path, present: Mapping[str, bytes], site: Mapping[str, bytes]) -> Changes:
    """Return what has to change in ``folder``, of which ``present`` was read, so that it holds ``site``.

    Raises:
        UsageError: another file there has the name of one of the site's.
    """
    known = _manifest(folder)
    foreign = [name for name in site if name not in known and (folder / name).exists()]
    if foreign:
        raise UsageError(f"{folder / foreign[0]} was not written by ecg", "move it away, or name another folder")
    written = {name: content for name, content in site.items() if present.get(name) != content}
    return Changes(
        folder=folder, written=written, deleted=tuple(sorted(known - site.keys())), names=tuple(sorted(site))
    )


def make(folder: Path) -> None:
    """Make ``folder`` where it does not exist.

    Raises:
        UsageError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}", "name a folder of yours") from error


def carry_out(change: Changes) -> None:
    """Make the changes. After a run that was killed on the way, the next one can go on.

    The caller holds the lock on the folder's manifest.

    Raises:
        UsageError: a file cannot be written or deleted.
    """
    _remember(change.folder, {*change.names, *change.deleted})
    _write(change)
    _remember(change.folder, set(change.names))


def _write(change: Changes) -> None:
    """Write each file beside its place, then move it there. Nothing is synced to the disk: it can be built again."""
    path = change.folder
    try:
        for name, content in change.written.items():
            path, beside = change.folder / name, change.folder / f".{name}.new"
            try:
                beside.write_bytes(content)
                beside.replace(path)
            except OSError:  # a full disk: nothing is left that no manifest names
                beside.unlink(missing_ok=True)
                raise
        for name in change.deleted:
            path = change.folder / name
            path.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", "name a folder of yours") from error


def _remember(folder: Path, names: set[str]) -> None:
    files.replace(folder / MANIFEST, (json.dumps({"files": sorted(names)}, indent=1) + "\n").encode())


def _manifest(folder: Path) -> set[str]:
    """Return the names in the manifest that are plain file names. A path that leads elsewhere is ignored."""
    try:
        told = json.loads(files.read(folder / MANIFEST, absent=b"{}"))
    except (ValueError, RecursionError):
        return set()
    names = told.get("files") if isinstance(told, dict) else None
    listed = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return {name for name in listed if name == Path(name).name and name not in {"", ".."}}
