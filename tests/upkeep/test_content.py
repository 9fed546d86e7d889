"""Tests of ``ecgtool.upkeep.content``: what a page tells of the next meeting, taken together with the schedule."""

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ecgtool.group import Agenda, Call, Group, Item, PageSettings, Recurrence, Topic
from ecgtool.page import parse_page
from ecgtool.upkeep import revisions
from ecgtool.upkeep.content import Content, configured, on_page
from ecgtool.upkeep.group_page import GroupPage
from tests.support import one_slot

RULE = Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1))
LAB = Group("lab", "Lab Group", one_slot(ZoneInfo("America/Los_Angeles"), (RULE,)))

PAGE = """=== Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC ===
* [https://meet.example.org/lab Conference call]
=== Agenda ===
* Always
==== June 15 ====
* Fifteenth
==== June 22 ====
* Twenty-second
=== Upcoming topics ===
* June 15 - Canceled
* June 22 - Tour
"""


def content(text: str, now: datetime, group: Group = LAB, day: date | None = None) -> Content:
    """What the page tells at ``now``."""
    return on_page(GroupPage(parse_page(text), group, now), day)


def test_a_page_is_read_for_the_next_meeting_that_it_does_not_cancel() -> None:
    """The cancelled date is passed over, and the agenda is that of the meeting after it."""
    found = content(PAGE, datetime(2026, 6, 10, tzinfo=UTC))
    assert [skip.first for skip in found.schedule.skips] == [date(2026, 6, 15)]
    assert found.agenda == Agenda(
        items=(Item("Always"), Item("Twenty-second")),
        topics=(Topic(date(2026, 6, 15), "Canceled", cancelled=True), Topic(date(2026, 6, 22), "Tour")),
    )
    assert found.call == Call(join="https://meet.example.org/lab")


def test_another_date_can_be_asked_for() -> None:
    """Asked for another date, the page gives the topics of that date."""
    found = content(PAGE, datetime(2026, 6, 10, tzinfo=UTC), day=date(2026, 6, 15))
    assert [item.title for item in found.agenda.items] == ["Always", "Fifteenth"]


def test_a_page_that_tells_nothing_is_no_error() -> None:
    """What is not there is empty, and the schedule is the group's."""
    assert content("", datetime(2026, 6, 10, tzinfo=UTC)) == Content(
        schedule=LAB.schedule, agenda=Agenda(), call=Call()
    )
    assert configured(LAB) == Content(schedule=LAB.schedule, agenda=LAB.agenda, call=LAB.call)


@pytest.mark.skipif("ECG_TEST_FEED" not in os.environ, reason="ECG_TEST_FEED names no real feed")
@pytest.mark.parametrize(
    ("title", "heading", "numbers"),
    [
        ("Edge Computing Group", None, 15),
        ("Operations/Meetups", "Next meeting: {month} {ordinal}, {year} at {utc} UTC", 0),
    ],
)
def test_real_pages_are_read(title: str, heading: str | None, numbers: int) -> None:
    """Each stored revision tells how to join and where notes are taken; titles hold no mark."""
    group = LAB._replace(wiki=PageSettings(heading=heading)) if heading else LAB
    for revision in revisions.read_revisions(Path(os.environ["ECG_TEST_FEED"]), title).revisions:
        found = content(revision.text, revision.timestamp, group)
        assert found.call.join.startswith("https://")
        assert "etherpad" in found.agenda.notes
        assert len(found.call.dial_in) == numbers
        assert bool(found.call.meeting_id and found.call.passcode and found.call.find_number) == bool(numbers)
        assert not any("''" in item.title for item in found.agenda.items)
        assert all(topic.title and "'" not in topic.title for topic in found.agenda.topics)
