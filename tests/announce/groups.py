"""A group with members to remind, as ``ecg.toml`` has it."""

from datetime import datetime

from ecgtool.group import Announce, Group
from tests.config.files import loaded

LAB = """
[groups.lab]
name = "Edge Lab"
timezone = "America/Los_Angeles"
zones = ["UTC", "Europe/Berlin", "Asia/Tokyo"]
[groups.lab.schedule]
every = "week"
on = "Monday"
at = "08:00"
start = 2026-01-05
{schedule}
[groups.lab.call]
join = "https://meet.example.org/j/5550142?pwd=c2FtcGxl"
passcode = "271828"
note = "Sign in, register, or join as a guest; whoever has no account waits for a moment in front of the door."
[groups.lab.agenda]
notes = "https://etherpad.example.org/p/lab"
items = ["Action item review", "AoB"]
topics = [{{ date = 2026-06-15, title = "Süße Sensoren" }}]
{agenda}
[groups.lab.announce]
to = "lab@lists.example.org"
sender = "Lab chairs <chairs@example.org>"
{announce}
"""


def lab_text(schedule: str = "", announce: str = "", agenda: str = "") -> str:
    """The file, with more lines in its tables."""
    return LAB.format(schedule=schedule, announce=announce, agenda=agenda)


def lab(schedule: str = "", announce: str = "", agenda: str = "") -> tuple[Group, Announce]:
    """The group, and how its members are reminded."""
    group = loaded(lab_text(schedule, announce, agenda)).groups["lab"]
    assert group.announce
    return group, group.announce


def utc(text: str) -> datetime:
    """The instant that a text such as ``2026-06-14 15:00`` names in UTC."""
    return datetime.fromisoformat(f"{text}+00:00")
