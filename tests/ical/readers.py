"""Four programs that read calendars; each one expands what it reads by itself."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

from tests.ical import libical
from tests.support import missing

Meeting = tuple[datetime, datetime]
Reader = Callable[[Sequence[str], datetime, datetime, Path], list[list[Meeting]]]
"""From the texts of calendars to the meetings of each that begin from one instant to before another, in order."""


def by_icalendar(texts: Sequence[str], start: datetime, end: datetime, _folder: Path) -> list[list[Meeting]]:
    """With icalendar and recurring-ical-events, which take a zone by its name."""
    from icalendar import Calendar
    from recurring_ical_events import of  # type: ignore[import-untyped]  # it has no types

    def read(text: str) -> Iterator[Meeting]:
        for event in of(Calendar.from_ical(text)).between(start, end):
            yield event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)

    return [_within(read(text), start, end) for text in texts]


def by_vobject(texts: Sequence[str], start: datetime, end: datetime, _folder: Path) -> list[list[Meeting]]:
    """With vobject, which takes a zone by the body of its VTIMEZONE."""
    return [_within(_by_vobject(text, start, end), start, end) for text in texts]


def _by_vobject(text: str, start: datetime, end: datetime) -> Iterator[Meeting]:
    import vobject  # type: ignore[import-untyped]  # it has no types
    from vobject.icalendar import registerTzid  # type: ignore[import-untyped]  # likewise

    for zone in vobject.readOne(text).contents.get("vtimezone", []):
        registerTzid(zone.tzid.value, zone.tzinfo)  # else it asks pytz for the name, whose zones cannot be stepped in
    calendar = vobject.readOne(text)
    events = calendar.contents.get("vevent", [])
    overrides = [event for event in events if "recurrence-id" in event.contents]
    replaced = {(event.uid.value, event.recurrence_id.value.astimezone(UTC)) for event in overrides}
    for event in events:
        length = event.dtend.value.astimezone(UTC) - event.dtstart.value.astimezone(UTC)
        for moment in _starts(event, start, end):
            if event in overrides or (event.uid.value, moment.astimezone(UTC)) not in replaced:
                yield moment.astimezone(UTC), moment.astimezone(UTC) + length


def _starts(event: Any, start: datetime, end: datetime) -> list[datetime]:
    if "rrule" not in event.contents:
        return [event.dtstart.value]
    day = timedelta(days=1)
    return list(event.getrruleset(addRDate=True).between(start - day, end + day, inc=True))


def by_libical(texts: Sequence[str], start: datetime, end: datetime, _folder: Path) -> list[list[Meeting]]:
    """With libical, as GNOME and KDE do; by the body of the VTIMEZONE."""
    window = (int(start.timestamp()), int(end.timestamp()))
    return [[(_instant(a), _instant(b)) for a, b in libical.meetings(text, *window)] for text in texts]


def by_ical_js(texts: Sequence[str], start: datetime, end: datetime, folder: Path) -> list[list[Meeting]]:
    """With ical.js, as Thunderbird and Nextcloud do; by the body of the VTIMEZONE."""
    names = [folder / f"{number}.ics" for number in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        name.write_text(text, encoding="utf-8", newline="")
    script = Path(__file__).with_name("read.cjs")
    window = [str(int(moment.timestamp())) for moment in (start, end)]
    done = subprocess.run(
        ["node", script, *window, *names],
        env=os.environ | {"NODE_PATH": node_modules()},
        capture_output=True,
        text=True,
        check=False,
    )
    if "Cannot find module" in done.stderr:
        missing("ical.js is not installed (npm install --global ical.js)")
    assert done.returncode == 0, done.stderr
    return [[(_instant(a), _instant(b)) for a, b in json.loads(line)] for line in done.stdout.splitlines()]


READERS = (by_icalendar, by_vobject, by_libical, by_ical_js)


@cache
def node_modules() -> str:
    """Where the modules of Node are that all programs of this computer have."""
    if not which("node") or not which("npm"):
        missing("node is not installed")
    root = subprocess.run(["npm", "root", "--global"], capture_output=True, text=True, check=True)
    return root.stdout.strip()


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _within(meetings: Iterator[Meeting], start: datetime, end: datetime) -> list[Meeting]:
    return sorted(one for one in meetings if start <= one[0] < end)
