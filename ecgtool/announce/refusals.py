"""Refuse a mail before it is sent: one that a list would hold back, or one with a bad address."""

import re
from email.errors import InvalidHeaderDefect
from email.headerregistry import Address
from email.policy import SMTP
from typing import Any

from ecgtool.errors import UsageError
from ecgtool.group import Announce, Call
from ecgtool.passcode import shows_code

LARGEST = 40 * 1024
"""The most bytes of a mail that Mailman lets through (``max_message_size`` of a new list)."""
_LOOKED_AT = 10
"""The lines, without blank ones, in which Mailman looks for commands (``email_commands_max_lines``)."""
_COMMANDS = {
    "confirm": (1, 1), "help": (0, 0), "info": (0, 0), "lists": (0, 0), "options": (0, 0), "password": (2, 2),
    "remove": (0, 0), "set": (3, 3), "subscribe": (0, 3), "unsubscribe": (0, 1), "who": (0, 2),
}  # fmt: skip
"""The commands of Mailman's rule ``administrivia``: the word, and the least and most words after it."""
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,254}}$)(?=[^@]{{1,64}}@){_LOCAL}@{_LABEL}(\.{_LABEL})*")
"""An address as SMTP carries it without extensions (RFC 5321, sections 4.1.2 and 4.5.3.1)."""


def addresses(text: str, key: str) -> tuple[Address, ...]:
    """Return the addresses in ``text``, the value of ``key``, written as in a header (RFC 5322, section 3.4).

    A domain with other letters than ASCII comes in its ASCII form.

    Raises:
        UsageError: there is no address, or one of them is none.
    """
    header: Any = SMTP.header_factory("To", text)
    if not header.addresses:
        raise UsageError(f"announce.{key} is no address", "write it like Edge chairs <chairs@example.org>")
    found = tuple(_in_ascii(address) for address in header.addresses)
    odd = next((address for address in found if not _ADDRESS.fullmatch(address.addr_spec)), None)
    if odd or any(isinstance(defect, InvalidHeaderDefect) for defect in header.defects):
        problem = f"announce.{key}: {(odd.addr_spec if odd else text)!r} is no address that mail can go to"
        raise UsageError(problem, "write it like Edge chairs <chairs@example.org>, a name with a comma in quotes")
    return found


def refuse_held(subject: str, text: str, mail: bytes) -> None:
    """Check that a new list of Mailman would let the mail of a member through.

    Raises:
        UsageError: it would hold the mail. The text says why.
    """
    if not subject:
        raise UsageError("the mail has no subject, and a mailing list holds it", "set announce.subject")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if command := next(filter(is_command, [subject, *lines[:_LOOKED_AT]]), ""):
        raise UsageError(
            f"a mailing list takes {command!r} for a command and holds the mail", "put it in other words"
        )
    if len(mail) > LARGEST:
        problem = f"the mail has {len(mail)} bytes, and lists hold back what has more than {LARGEST}"
        raise UsageError(problem, "shorten the agenda, or say it in a template of your own")


def refuse_passcode(announce: Announce, call: Call, *texts: str) -> None:
    """Check that no pass code of ``call`` stands in ``texts``, unless ``announce.passcode`` allows it.

    Raises:
        UsageError: one does.
    """
    if not announce.passcode and any(shows_code(text, call) for text in texts):
        problem = "the pass code stands in the agenda or the template, and would go to all who read the list"
        raise UsageError(problem, "take it out, or set announce.passcode = true")


def is_command(line: str) -> bool:
    """Return whether Mailman takes ``line`` for a command that somebody sent to the wrong address."""
    word, *others = line.lower().split() or [""]
    least, most = _COMMANDS.get(word, (1, 0))
    return least <= len(others) <= most


def _in_ascii(address: Address) -> Address:
    if address.domain.isascii():
        return address
    try:
        return Address(address.display_name, address.username, address.domain.encode("idna").decode())
    except UnicodeError:
        return address
