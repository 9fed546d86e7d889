"""What is the user's own word: to which hosts a secret may go, and which configuration may act for the user.

A file or an argument may name any host, so a secret belongs to a host, as git's credentials, netrc and the keyring
have it. A file that was found may be anybody's, as git's safe.directory has it.
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
"""The variables of the environment that name the hosts."""

_RECORD = "wiki-hosts"
COMMAND_SECONDS = 60
_TURN = files.LockWait("writing what it remembers", 5, files.say_nothing)


class SecretHosts(NamedTuple):
    """``named`` are the hosts that ``variable`` of the environment names and a login recorded: host or host:port.

    ``other_way`` says what else than the variable would allow another one.
    """

    variable: str
    named: frozenset[str]
    other_way: str = ""

    def admits(self, host: str, port: int) -> bool:
        """Whether a secret may go to ``host``, as it is named with any port or with this one."""
        name = _normal(host)
        return bool(self.named & {name, f"{name}:{port}"})

    def including(self, host: str, port: int) -> "SecretHosts":
        """These hosts, and this ``port`` of ``host``."""
        return self._replace(named=self.named | {f"{_normal(host)}:{port}"})

    def require(self, host: str, port: int) -> None:
        """Go on only where a secret may go to ``host``.

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
    """Keep in the ``state`` folder that secrets may go to this ``port`` of ``host``; return whether that is new.

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
    """Return the first line that ``command``, the value of ``key``, prints; what else it says is not shown.

    Raises:
        RefusedError: it fails, or prints none.
    """
    try:
        printed = subprocess.check_output(  # noqa: S603 - the user's own command
            command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=COMMAND_SECONDS
        )
        secret = printed.decode().partition("\n")[0].rstrip("\r")
    except subprocess.CalledProcessError as error:
        raise RefusedError(f"{key} fails (exit code {error.returncode})", "run it by hand and see") from None
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise RefusedError(f"{key} fails ({type(error).__name__})", "run it by hand and see") from None
    if not secret:
        raise RefusedError(f"{key} prints no password", "run it by hand and see")
    return secret


def distrusted(path: Path) -> str:
    """Why what stands in ``path`` may not be the user's own word; empty where it is, or the system does not tell."""
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
    """Whether more than the owner may write; a group that has its only member's number is none."""
    others = stat.S_IWOTH if found.st_gid == found.st_uid else stat.S_IWOTH | stat.S_IWGRP
    return bool(found.st_mode & others)


def _normal(name: str) -> str:
    """``host`` or ``host:port`` in one spelling: lower case, ASCII (RFC 5891), IPv6 in brackets.

    Raises:
        UsageError: it is no name that a host can have.
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
