"""Tests of ``ecgtool.render.agenda``: call details and agendas in every format, held in files."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ecgtool.group import Agenda, Call, Item, Topic
from ecgtool.render.agenda import MeetingAgenda, agenda_document, agenda_json, call_document, call_json
from ecgtool.render.formats import rendered
from ecgtool.render.meeting import GroupMeeting
from ecgtool.render.plain import as_json
from ecgtool.schedule.occurrences import Meeting, Occurrence, meetings
from tests.config.files import WHOLE, loaded
from tests.golden import held

GROUP = loaded(WHOLE).groups["tide"]
GOLDEN = Path(__file__).with_name("golden")
FORMS = ("text", "markdown", "wikitext", "html")


def about(now: datetime) -> MeetingAgenda:
    """The agenda of the meeting that is next at ``now``, with a point below a point."""
    meeting = GroupMeeting(GROUP, next(meetings(GROUP.schedule, now)), GROUP.zones, now)
    child = Item("Calibrated * at sea *", children=(Item("Deeper", "Bo"),))
    agenda = GROUP.agenda._replace(items=(*GROUP.agenda.items, Item("Reports", children=(child,))))
    return MeetingAgenda(group_key=GROUP.key, group_name=GROUP.name, meeting=meeting, agenda=agenda, call=GROUP.call)


@pytest.mark.parametrize("form", FORMS)
def test_an_agenda_in_each_format(form: str) -> None:
    """When in every zone, how to join, the notes, that date's topic, points and points below, what is to be done."""
    assert held(GOLDEN / f"agenda.{form}", rendered(agenda_document(about(datetime(2026, 6, 9, tzinfo=UTC))), form))


def test_an_agenda_tells_what_is_unusual() -> None:
    """A clock change, a date left out and a meeting moved stand below the time."""
    shown = [
        rendered(agenda_document(about(datetime(2026, *day, tzinfo=UTC))), "text")
        for day in ((3, 3), (5, 20), (1, 6))
    ]
    assert held(GOLDEN / "unusual.text", "\n\n".join(text.partition("- Join at")[0] for text in shown))


def test_what_is_unusual_is_dated_as_the_meeting_is() -> None:
    """In words of the group's language."""
    now = datetime(2026, 1, 6, tzinfo=UTC)
    german = GROUP._replace(language="de")
    meeting = GroupMeeting(german, next(meetings(german.schedule, now)), german.zones, now)
    shown = rendered(agenda_document(replace(about(now), meeting=meeting)), "text")
    assert "no meeting on Montag, 12. Januar 2026: workshop" in shown


def test_the_time_in_utc_is_told_once_and_with_its_day() -> None:
    """A group that meets in UTC needs no second time; one in an evening of the west meets on another day in UTC."""
    for zone, when in (("UTC", "18:00 UTC\n"), ("America/Los_Angeles", "18:00 PDT (Wednesday 01:00 UTC)\n")):
        start = datetime(2026, 6, 9, 18, tzinfo=ZoneInfo(zone))
        group = GROUP._replace(schedule=GROUP.schedule._replace(zone=ZoneInfo(zone)))
        meeting = Occurrence(start.astimezone(UTC), start.astimezone(UTC) + timedelta(hours=1), ZoneInfo(zone))
        shown = replace(
            about(start.astimezone(UTC)),
            meeting=GroupMeeting(group, Meeting(meeting, None, ()), (ZoneInfo(zone),), meeting.start),
        )
        assert f"\nTuesday, June 9, 2026, {when}" in rendered(agenda_document(shown), "text")


def test_an_agenda_as_json_has_the_topics_of_every_date() -> None:
    """Each topic with its date and whether it cancels; titles plain; the meeting as everywhere."""
    assert held(GOLDEN / "agenda.json", as_json(agenda_json(about(datetime(2026, 6, 9, tzinfo=UTC)))) + "\n")


@pytest.mark.parametrize("form", FORMS)
def test_call_details_in_each_format(form: str) -> None:
    """Link, meeting id, pass code, numbers, note."""
    assert held(GOLDEN / f"call.{form}", rendered(call_document(GROUP.call), form))


def test_call_details_as_json() -> None:
    """The shape that scripts read; what is not known is null."""
    assert held(GOLDEN / "call.json", as_json(call_json(GROUP.call)) + "\n")
    nothing = call_json(Call())
    assert nothing == {key: [] if key in {"one_tap", "dial_in"} else None for key in nothing}


@pytest.mark.parametrize("form", FORMS)
def test_no_details_are_said_to_be_none(form: str) -> None:
    """Neither an empty list nor nothing at all."""
    assert "There are no call details." in rendered(call_document(Call()), form)
    assert "No meeting is to come." in rendered(
        agenda_document(MeetingAgenda(group_key="g", group_name="G", meeting=None, agenda=Agenda(), call=Call())),
        form,
    )


def test_another_dates_topics_are_not_of_this_meeting() -> None:
    """Only that date's topics are shown, and no section for none."""
    empty = about(datetime(2026, 6, 30, tzinfo=UTC))
    assert "Topics" not in rendered(agenda_document(empty), "text")
    other = replace(empty, agenda=Agenda(topics=(Topic(datetime(2026, 7, 6).date(), "This one"),)))
    assert "- This one" in rendered(agenda_document(other), "text")
