"""What the user allows: to which hosts a secret may go, and which configuration may act for the user.

A file or an argument may name any host, so a secret is bound to hosts, as with git's credentials and netrc. A file
that was found may be anybody's, so its owner is looked at, as with git's safe.directory.
"""

import os
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ecgtool import files
from ecgtool.errors import RefusedError, UsageError

WIKI = "ECG_WIKI_HOST"
SMTP = "ECG_SMTP_HOST"
"""The environment variables that name the hosts."""

_RECORD = "wiki-hosts"
COMMAND_SECONDS = 60
_TURN = files.LockWait("writing what it remembers", 5, files.say_nothing)


class SecretHosts(NamedTuple):
    """The hosts, as host or host:port, that the environment's ``variable`` names or a login recorded.

    ``other_way`` ends the hint of a refusal: what else than the variable would allow another host.
    """

    variable: str
    named: frozenset[str]
    other_way: str = ""

    def admits(self, host: str, port: int) -> bool:
        """Return whether a secret may go to ``port`` of ``host``: the host is named alone, or with this port."""
        name = _normal(host)
        return bool(self.named & {name, f"{name}:{port}"})

    def including(self, host: str, port: int) -> "SecretHosts":
        """Return these hosts and ``port`` of ``host``."""
        return self._replace(named=self.named | {f"{_normal(host)}:{port}"})

    def require(self, host: str, port: int) -> None:
        """Check that a secret may go to ``port`` of ``host``.

        Raises:
            RefusedError: it may not; nothing was sent.
        """
        if not self.admits(host, port):
            problem = f"the secret is not for {host}:{port} as far as ecg knows, so it was not sent"
            raise RefusedError(problem, f"if it is, set {self.variable}={_normal(host)}{self.other_way}")


def secret_hosts(variable: str, environ: Mapping[str, str], state: Path | None = None) -> SecretHosts:
    """Return the hosts that ``variable`` names, with commas between, and those recorded in the ``state`` folder."""
    recorded = files.read(state / _RECORD, absent=b"").decode("ascii", "ignore") if state else ""
    named = (*environ.get(variable, "").split(","), *recorded.split())
    return SecretHosts(variable, frozenset(_normal(name.strip()) for name in named if name.strip()))


def record_host(state: Path, host: str, port: int) -> bool:
    """Record in the ``state`` folder that secrets may go to ``port`` of ``host``; return whether that is new.

    Raises:
        UsageError: the folder cannot be written.
    """
    path = state / _RECORD
    with files.locked(state / f"{_RECORD}.lock", _TURN):
        known = files.read(path, absent=b"").decode("ascii", "ignore").split()
        name = f"{_normal(host)}:{port}"
        if name in known:
            return False
        return files.replace(path, "".join(f"{one}\n" for one in (*known, name)).encode())


def printed_secret(command: tuple[str, ...], key: str) -> str:
    """Return the first line that ``command``, the value of ``key``, prints; nothing else of its output is shown.

    Raises:
        RefusedError: it fails, takes longer than a minute, or prints no such line.
    """
    try:
        printed = subprocess.check_output(  # noqa: S603 - the user's own command
            command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=COMMAND_SECONDS
        )
        secret = printed.decode().partition("\n")[0].rstrip("\r")
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise RefusedError(f"{key} {_why_no_secret(error)}", "run it by hand and see") from None
    if not secret:
        raise RefusedError(f"{key} prints no password", "run it by hand and see")
    return secret


def _why_no_secret(error: Exception) -> str:
    """Return what became of a command in words that hold nothing of it, nor of its output."""
    if isinstance(error, subprocess.CalledProcessError):
        return f"fails (exit code {error.returncode})"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"takes longer than {COMMAND_SECONDS} s"
    return f"cannot be run ({error.strerror})" if isinstance(error, OSError) else "prints no text in UTF-8"


def distrusted(path: Path) -> str:
    """Return why others may have written the file ``path``; "" where none may, or the system does not tell."""
    if not hasattr(os, "geteuid"):
        return ""
    me = os.geteuid()
    target = path.resolve()
    try:
        if target.stat().st_uid != me:
            return "it belongs to another user"
        if _others_write(target.stat()):
            return "others may write it"
        folders = {target.parent, path.absolute().parent}
        if any(folder.stat().st_uid not in {me, 0} or _others_write(folder.stat()) for folder in folders):
            return "others may write in its folder"
    except OSError as error:
        return f"cannot be looked at ({error.strerror})"
    return ""


def _others_write(found: os.stat_result) -> bool:
    """Return whether others than the owner may write; a group of the owner's own number is the owner alone."""
    others = stat.S_IWOTH if found.st_gid == found.st_uid else stat.S_IWOTH | stat.S_IWGRP
    return bool(found.st_mode & others)


def _normal(name: str) -> str:
    """Return ``host`` or ``host:port`` in one spelling: lower case, ASCII (RFC 5891), IPv6 in brackets.

    Raises:
        UsageError: no host can have that name.
    """
    host, colon, port = name.rpartition(":")
    if not (colon and port.isdecimal() and (host.endswith("]") or ":" not in host)):
        host, colon, port = name, "", ""
    host = host.strip("[]").rstrip(".").lower()
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise UsageError(f"{name!r} is no name of a host", "write it as wiki.example.org") from error
    return f"{f'[{host}]' if ':' in host else host}{colon}{port}"
