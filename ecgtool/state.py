"""What ecg keeps between runs, in $XDG_STATE_HOME: the locks by which two runs do not edit one page at once."""

import re
import zlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from ecgtool import files
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


def locked(state: Path, what: str, wait: Callable[[], None]) -> AbstractContextManager[bool]:
    """Hold the lock on ``what``; waits and raises as ``files.locked`` does."""
    remedy = "set XDG_STATE_HOME to a folder to write in"
    return files.locked(state / "locks" / f"{file_name(what)}.lock", wait, remedy)
