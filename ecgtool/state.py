"""What ecg keeps between runs, in $XDG_STATE_HOME: the locks by which two runs do not edit one page at once."""

import fcntl
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ecgtool.errors import UsageError


def folder(environ: Mapping[str, str]) -> Path:
    """Where ecg keeps its state (XDG Base Directory Specification: a path that is not absolute does not count).

    Raises:
        UsageError: there is no home folder to keep it in.
    """
    given = Path(environ.get("XDG_STATE_HOME", ""))
    if given.is_absolute():
        return given / "ecg"
    home = Path(environ.get("HOME", ""))
    if not home.is_absolute():
        raise UsageError("there is no folder to keep locks in", "set XDG_STATE_HOME to one that can be written")
    return home / ".local" / "state" / "ecg"


def file_name(what: str) -> str:
    """A name for the file that is kept of ``what``: the end of it, to be known by, and a checksum of all of it."""
    end = re.sub(r"[^a-zA-Z0-9]+", "-", what[-60:]).strip("-")
    return f"{end}-{zlib.crc32(what.encode(errors='surrogateescape')):08x}"


@contextmanager
def locked(state: Path, what: str, wait: Callable[[], None]) -> Iterator[bool]:
    """Hold the lock on ``what``, after calling ``wait`` for as long as another process has it; whether one had.

    The system lets go of it when the process ends, however that comes; the file stays, and holds nothing.

    Raises:
        UsageError: the folder cannot be written.
    """
    path = state / "locks" / f"{file_name(what)}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"cannot keep a lock in {state} ({reason})", "set XDG_STATE_HOME to a folder to write in"
        ) from error
    with file:
        waited = False
        while not _taken(file.fileno()):
            waited = True
            wait()
        yield waited


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
