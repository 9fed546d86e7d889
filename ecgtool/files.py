"""Files of this computer, as all of ecg reads, writes and locks them: whole or not at all, one run after another."""

import fcntl
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from ecgtool.errors import EcgError, UsageError

LARGEST = 20_000_000
"""Bytes beyond which a file is none that ecg has to do with."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def read(path: Path, error: type[EcgError] = UsageError, *, absent: bytes | None = None) -> bytes:
    """What ``path`` holds; ``absent``, if that is given, where there is no such file.

    Raises:
        EcgError: ``error``, where it cannot be read, or is larger than any page, calendar or configuration.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as reason:
        if absent is not None and isinstance(reason, FileNotFoundError):
            return absent
        raise error(f"{path} cannot be read: {reason.strerror}", "name a file that can be") from reason
    if len(content) > LARGEST:
        raise error(f"{path} is larger than {LARGEST // 10**6} MB", "name the file of one group alone")
    return content


def read_text(path: Path) -> str:
    """What ``path`` holds, line ends kept.

    Raises:
        UsageError: it cannot be read, is too large, or is no UTF-8.
    """
    try:
        return read(path).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8", "save the file as UTF-8") from error


def replace(path: Path, content: bytes) -> bool:
    """Make ``path`` hold ``content``, in one step, its owner and mode kept; whether it did not before.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        target = path.resolve()
        if target.exists() and target.read_bytes() == content:
            return False
        beside = target.with_name(f".{target.name[:100]}.{os.urandom(8).hex()}")
        before = target.stat() if target.exists() else None
        handle = os.open(beside, _NEW, 0o600 if before else 0o666)
        with _gone_if_not_whole(beside):
            _fill(handle, content, before)
            beside.replace(target)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", "name a file in a folder of yours") from error
    return True


def create(path: Path, content: bytes) -> None:
    """Make ``path`` with ``content``; half a file does not stay.

    Raises:
        UsageError: it is there already, or cannot be written.
    """
    try:
        handle = os.open(path, _NEW, 0o666)
        with _gone_if_not_whole(path):
            _fill(handle, content)
    except FileExistsError as error:
        raise UsageError(f"{path} exists already", "change it by hand, or name another file") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", "name a file in a folder of yours") from error


@contextmanager
def locked(path: Path, wait: Callable[[], None], remedy: str) -> Iterator[bool]:
    """Hold the lock on ``path``, a folder or else a file, after calling ``wait`` as long as another process has it.

    The answer is whether one had. The system lets go of the lock when the process ends, however that comes; a file
    is made where there is none, with its folder, and stays.

    Raises:
        UsageError: it cannot be opened; ``remedy`` is what to do then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise UsageError(f"{path} cannot be locked: {error.strerror}", remedy) from error
    try:
        waited = False
        while not _taken(handle):
            waited = True
            wait()
        yield waited
    finally:
        os.close(handle)


def state_folder(environ: Mapping[str, str]) -> Path:
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


def file_name_of(what: str) -> str:
    """A name for the file that is kept of ``what``: the end of it, to be known by, and a checksum of all of it."""
    end = re.sub(r"[^a-zA-Z0-9]+", "-", what[-60:]).strip("-")
    return f"{end}-{zlib.crc32(what.encode(errors='surrogateescape')):08x}"


def state_locked(state: Path, what: str, wait: Callable[[], None]) -> AbstractContextManager[bool]:
    """Hold the lock on ``what``; waits and raises as ``locked`` does."""
    remedy = "set XDG_STATE_HOME to a folder to write in"
    return locked(state / "locks" / f"{file_name_of(what)}.lock", wait, remedy)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _fill(handle: int, content: bytes, like: os.stat_result | None = None) -> None:
    """Write the open file whole, with the owner, as far as that is allowed, and the mode of ``like``."""
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
        if like:
            with suppress(PermissionError):
                os.fchown(handle, like.st_uid, like.st_gid)
            os.fchmod(handle, stat.S_IMODE(like.st_mode))


@contextmanager
def _gone_if_not_whole(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(FileNotFoundError):
            path.unlink()
        raise
