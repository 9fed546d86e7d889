"""Files of this computer: read, written whole or not at all, and locked so that one run follows another."""

import errno
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ecgtool.errors import EcgError, UnreachableError, UsageError

if TYPE_CHECKING:
    from filelock import FileLock

LARGEST = 20_000_000
"""Bytes beyond which a file is not read: it is no page, calendar or configuration."""
SILENCE = 5.0
"""Seconds that a pipe or a device may keep a reader or a writer waiting."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_STATE_REMEDY = "set XDG_STATE_HOME to a folder to write in"
_NOTICED = 1.0
"""Seconds after which a person wonders why nothing happens."""
_LONGEST_WRITE = 30.0
"""Seconds that another run may take to write one file."""


class LockWait(NamedTuple):
    """How to wait for another run of ecg, which is ``busy`` ("editing ecg.toml"): at most ``seconds``.

    ``tell`` is called once, with a sentence, when the wait is long enough to be noticed.
    """

    busy: str
    seconds: float
    tell: Callable[[str], None]


def read(path: Path, error: type[EcgError] = UsageError, *, absent: bytes | None = None) -> bytes:
    """Return what ``path`` holds; ``absent``, if given, where there is no such file, or a device or a pipe.

    Without ``absent`` a pipe is read to its end, as long as it does not fall silent.

    Raises:
        EcgError: ``error``, where it cannot be read, or is larger than any page, calendar or configuration.
    """
    try:
        if absent is not None and not _keeps(path):
            return absent
        content = b"".join(_chunks(path))
    except OSError as reason:
        if absent is not None and isinstance(reason, FileNotFoundError):
            return absent
        raise error(f"{path} cannot be read: {reason.strerror}", "name one that can be read") from reason
    if len(content) > LARGEST:
        raise error(f"{path} is larger than {LARGEST // 10**6} MB", "name the file of one group alone")
    return content


def read_text(path: Path) -> str:
    """Return what ``path`` holds, line ends kept.

    Raises:
        UsageError: it cannot be read, is too large, or is no UTF-8.
    """
    try:
        return read(path).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8", "save the file as UTF-8") from error


def replace(path: Path, content: bytes) -> bool:
    """Make ``path`` hold ``content``, in one step, keeping owner and mode; return whether it held anything else.

    A device or a pipe is written into and stays what it is. What a killed run left beside the file is taken away.

    Raises:
        UsageError: it cannot be written.
        UnreachableError: another run is still writing it after half a minute.
    """
    try:
        if not _keeps(path):
            _write_into(path, content)
            return True
        target = path.resolve()
        beside = _beside(target, "new")
        known = target.exists() and target.read_bytes() == content
        if known and not (beside.exists() or _beside(target, "lock").exists()):
            return False
        with _held(_beside(target, "lock"), LockWait(f"writing {path}", _LONGEST_WRITE, say_nothing)):
            beside.unlink(missing_ok=True)
            if not known:
                _put(beside, target, content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", _way_out(error)) from error
    return not known


def create(path: Path, content: bytes) -> None:
    """Create ``path`` with ``content``; if that fails, no half of it stays.

    Raises:
        UsageError: it is there already, or cannot be written.
    """
    try:
        handle = os.open(path, _NEW, 0o666)
        with _gone_if_not_whole(path):
            _fill(handle, content)
        _sync_folder(path.absolute().parent)
    except FileExistsError as error:
        raise UsageError(f"{path} exists already", "change it by hand, or name another file") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", _way_out(error)) from error


@contextmanager
def locked(lock: Path, turn: LockWait) -> Iterator[bool]:
    """Hold the lock file ``lock``, in the state folder, and yield whether another run had it until now.

    Raises:
        UsageError: it cannot be made.
        UnreachableError: another run has it for longer than ``turn`` waits.
    """
    try:
        make_folder(lock.parent)
        with _held(lock, turn) as waited:
            yield waited
    except _LockFailure as error:
        raise UsageError(f"{lock.parent} cannot hold a lock: {error.reason}", _STATE_REMEDY) from error


def make_folder(path: Path) -> None:
    """Make the folder ``path`` in the state folder, for this user alone, with those above it.

    Raises:
        UsageError: it cannot be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be made: {error.strerror}", _STATE_REMEDY) from error


def _way_out(error: OSError) -> str:
    is_full = errno.errorcode.get(error.errno or 0) in {"ENOSPC", "EDQUOT"}
    return "make room there" if is_full else "name a file in a folder of yours"


@contextmanager
def edited(path: Path, turn: LockWait) -> Iterator[bool]:
    """Hold the lock on editing ``path``, which lies beside it so that it holds off other users too.

    ``replace`` may be called within. Yields and raises as ``locked`` does.
    """
    try:
        with _held(_beside(path.resolve(), "lock"), turn) as waited:
            yield waited
    except _LockFailure as error:
        raise UsageError(f"{path} cannot be edited: {error.reason}", "name a file in a folder of yours") from error


def file_name_of(what: str) -> str:
    """Return the name of a file about ``what``: the end of ``what``, for people, and a checksum of all of it."""
    end = re.sub(r"[^a-zA-Z0-9]+", "-", what[-60:]).strip("-")
    return f"{end}-{zlib.crc32(what.encode(errors='surrogateescape')):08x}"


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name[:100]}.{kind}")


class _LockFailure(OSError):
    """A lock file cannot be made or locked, for the ``reason`` that the system gives."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.errno, error.strerror)
        self.reason = error.strerror


@contextmanager
def _held(lock: Path, turn: LockWait) -> Iterator[bool]:
    """Hold ``lock``, also where this thread holds it already; the system lets go of it when the process ends."""
    from filelock import FileLock, Timeout

    held = FileLock(lock, is_singleton=True)
    noticed = min(_NOTICED, turn.seconds)
    try:
        lock.parent.stat()  # the library would make the folder
        waited = not _acquired(held, 0)
        if waited and not _acquired(held, noticed):
            turn.tell(f"another ecg is {turn.busy}: waiting for it to end")
            held.acquire(timeout=turn.seconds - noticed)
    except Timeout as error:
        problem = f"another ecg has been {turn.busy} for {turn.seconds:.0f} s"
        raise UnreachableError(problem, "run it again when that has ended") from error
    except OSError as error:
        raise _LockFailure(error) from error
    try:
        yield waited
    finally:
        if held.lock_counter == 1:
            with suppress(OSError):  # while it is held: the next to lock the file sees that it is no longer there
                lock.unlink()
        held.release()


def _acquired(lock: "FileLock", seconds: float) -> bool:
    """Return whether the lock is ours within ``seconds``."""
    from filelock import Timeout

    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        return False
    return True


def is_regular(path: Path) -> bool:
    """Return whether ``path`` is a file that keeps what is written, and not a device, a pipe or a folder."""
    try:
        return path.is_file() and _keeps(path)
    except OSError:
        return False


def say_nothing(_text: str) -> None:
    """Drop a sentence that nobody is there to read."""


def _keeps(path: Path) -> bool:
    """Return whether ``path`` is, or would be, a file that keeps what is written: no device and no pipe.

    Raises:
        OSError: it is a folder, or cannot be looked at.
    """
    if re.match(r"/(?:dev/(?:fd/|std)|proc/)", str(path)):  # what this process has open, whatever that is
        return False
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return True
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return stat.S_ISREG(mode)


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield what ``path`` holds, at most one byte more than ``LARGEST``.

    Raises:
        OSError: it cannot be read, or it is a pipe or a device and falls silent.
    """
    handle = os.open(path, os.O_RDONLY | _AT_ONCE | getattr(os, "O_BINARY", 0))
    try:
        left = LARGEST + 1
        waits = not stat.S_ISREG(os.fstat(handle).st_mode)
        while left > 0:
            if waits:
                _await([handle], [])
            chunk = os.read(handle, min(left, 1 << 20))
            if not chunk:
                return
            left -= len(chunk)
            yield chunk
    finally:
        os.close(handle)


def _write_into(path: Path, content: bytes) -> None:
    """Write ``content`` into a pipe, a terminal or another device.

    Raises:
        OSError: nobody reads the pipe, it is a disk, or it cannot be written.
    """
    if path.is_block_device():
        raise OSError(errno.EPERM, "it is a disk")
    handle = os.open(path, os.O_WRONLY | os.O_TRUNC | _AT_ONCE)
    try:
        left = memoryview(content)
        while left:
            _await([], [handle])
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _await(readers: list[int], writers: list[int]) -> None:
    """Wait until an open file is ready to be read or written.

    Raises:
        TimeoutError: it is not within ``SILENCE`` seconds.
    """
    import select

    if not any(select.select(readers, writers, [], SILENCE)):
        raise TimeoutError(errno.ETIMEDOUT, f"nothing happens there for {SILENCE:.0f} s")


def _put(beside: Path, target: Path, content: bytes) -> None:
    """Write ``content`` into ``beside``, with the owner and mode of ``target``, and put it in the place of that."""
    before = target.stat() if target.exists() else None
    handle = os.open(beside, _NEW, 0o600 if before else 0o666)
    with _gone_if_not_whole(beside):
        _fill(handle, content, before)
        beside.replace(target)
    _sync_folder(target.parent)


def _fill(handle: int, content: bytes, like: os.stat_result | None = None) -> None:
    """Write the open file whole, with the owner, as far as that is allowed, and the mode of ``like``."""
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
        if like and hasattr(os, "fchown"):
            with suppress(PermissionError):
                os.fchown(handle, like.st_uid, like.st_gid)
            os.fchmod(handle, stat.S_IMODE(like.st_mode))


def _sync_folder(folder: Path) -> None:
    """Write the folder's entries to the disk too, where the system can: else a power cut loses a new name."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _gone_if_not_whole(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(FileNotFoundError):
            path.unlink()
        raise
