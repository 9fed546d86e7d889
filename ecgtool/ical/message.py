"""The organiser and the recipients of a calendar that is a message (RFC 5546, section 3.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecgtool.errors import UsageError
from ecgtool.group import Group
from ecgtool.ical.choice import Method
from ecgtool.ical.text import link_text, parameter

NOBODY = "invalid:nomail"
"""The address of an organiser who has none (MS-OXCICAL, section 2.1.3.1.1.20.16)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A name, which may be empty, and an address."""

    name: str
    address: str


def check_message(groups: Sequence[Group], method: Method | None) -> None:
    """Check that a message of ``method`` about ``groups`` can be made.

    Raises:
        UsageError: there are several groups, or the one has no sender and recipients.
    """
    if method in {None, "publish"}:
        return
    if len(groups) != 1:
        raise UsageError(f"--method {method} is about one group", "name one with --group")
    if groups[0].announce is None:
        keys = f"groups.{groups[0].key}.announce"
        raise UsageError(f"--method {method} needs an organiser and recipients", f"set {keys}.sender and {keys}.to")


def message_properties(group: Group, method: Method) -> Iterator[str]:
    """Yield the content lines for the organiser and, unless the message is published to all, the recipients."""
    sender = _people(group.announce.sender)[0] if group.announce else Person(name=group.name, address="")
    yield f"ORGANIZER{_named(sender)}:{_address(sender)}"
    if method != "publish" and group.announce:
        for person in _people(group.announce.to):
            state = ";PARTSTAT=NEEDS-ACTION;RSVP=FALSE" if method == "request" else ""
            yield f"ATTENDEE{_named(person)};CUTYPE=GROUP;ROLE=REQ-PARTICIPANT{state}:{_address(person)}"


def _people(header: str) -> list[Person]:
    from email.utils import getaddresses

    return [Person(name=name, address=address) for name, address in getaddresses([header]) if address] or [
        Person(name=header, address="")
    ]


def _named(person: Person) -> str:
    return f";CN={parameter(person.name)}" if person.name else ""


def _address(person: Person) -> str:
    return link_text(f"mailto:{person.address}") or NOBODY
