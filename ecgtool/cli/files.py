"""Files that a command writes: whole or not at all, and not where they already hold what they should."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from ecgtool.errors import UsageError


def text_of(path: Path) -> str:
    """What ``path`` holds, line ends kept; empty where there is no such file, and odd bytes replaced.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "name another file") from error


def replace_text(path: Path, text: str) -> bool:
    """Make ``path`` hold ``text``, in one step and with its mode kept; whether it did not before.

    Bytes that were read into surrogates (PEP 383) are written as they were.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        target = path.resolve()
        content = text.encode(errors="surrogateescape")
        if target.exists() and target.read_bytes() == content:
            return False
        _move_into_place(target, content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", "name a file in a folder of yours") from error
    return True


def _move_into_place(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{target.name[:100]}.{os.urandom(8).hex()}")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            beside.unlink()
        raise
