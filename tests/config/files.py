"""Files to load: one in which everything is right, and what stands in it changed."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ecgtool.config import Config, load
from ecgtool.errors import ConfigError

WHOLE = """
default_group = "tide"

[groups.tide]
name = "Tidal Sensors Working Group"
timezone = "America/Los_Angeles"
homepage = "https://example.org/tide"
zones = ["UTC", "Europe/Berlin", "Asia/Tokyo"]

[groups.tide.schedule]
every = "week"
on = "Monday"
at = "08:00"
duration = "1h"
start = 2025-11-10
until = 2027-12-31
holidays = ["US-CA"]

[[groups.tide.schedule.skip]]
date = 2026-01-12
reason = "workshop"
[[groups.tide.schedule.skip]]
from = 2025-12-15
to = 2025-12-29
reason = "break"
[[groups.tide.schedule.move]]
date = 2026-05-25
to = 2026-05-26T09:00
reason = "holiday"
[[groups.tide.schedule.extra]]
at = 2026-02-10T09:00
[[groups.tide.schedule.change]]
from = 2027-01-04
on = "Tuesday"
at = "07:00"

[groups.tide.call]
join = "https://meet.example.org/j/5550100?pwd=c2VjcmV0"
note = "Join as a guest."
meeting_id = "555 0100"
passcode = "246802"
find_number = "https://meet.example.org/numbers"
one_tap = [{ dial = "+12025550101,,5550100#,,,,*246802#", label = "US" }]
dial_in = [{ number = "+1 202 555 0101", label = "US (Reston)" },
            { number = "833 555 0100", label = "US (Toll Free)" }]

[groups.tide.agenda]
source = "config"
notes = "https://pad.example.org/tide"
items = ["Actions", { title = "Sensors", by = "Ada", links = ["https://example.org/s"] }]
topics = [{ date = 2026-06-15, title = "Calibration" }, { date = 2026-06-22, title = "Cancelled: fair" }]
actions = ["Write the report"]

[groups.tide.wiki]
api = "https://wiki.example.org/w/api.php"
page = "Tidal Sensors"
heading = "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC"
schedule_line = "Mondays at {time} {tz} / {utc} UTC"
manage = ["heading", "schedule_line"]
anchor = "next-meeting"
summary = "Next meeting: {month} {day:02}, {year}"
minor = true
bot = false
patience = "2m"
username = "Chair@ecg"
password_command = ["pass", "show", "wiki"]
ping = "https://hc.example.org/5f2c"

[groups.tide.announce]
to = "tide@lists.example.org"
sender = "Tide chairs <chairs@example.org>"
smtp = "smtp://localhost:25"
before = "24h"
reply_to = "chairs@example.org"
subject = "{name}: {date}"
template = "mail.txt"
cancelled = true
moved = false
invitation = true
passcode = false
username = "chairs"
password_command = ["pass", "show", "mail"]
archive = "https://lists.example.org/archives/list/tide@lists.example.org/"
"""


def loaded(text: str, environ: dict[str, str] | None = None) -> Config:
    """What a file that holds ``text`` says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ecg.toml"
        path.write_text(text, "utf-8")
        return load(path, environ or {})


def faults(text: str) -> list[str]:
    """The faults of a file that holds ``text``, without the file's name and the line before each."""
    with pytest.raises(ConfigError) as caught:
        loaded(text)
    return [re.sub(r"^.*ecg\.toml:\d+: ", "", fault) for fault in caught.value.faults]


def changed(*changes: tuple[str, str]) -> str:
    """The whole file with every first text of a pair replaced by the second."""
    text = WHOLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
