"""Messages of RFC 5546: one UID a meeting whatever is said of it, and a SEQUENCE that rises with every change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ecgtool import ical
from ecgtool.errors import Finding, UsageError
from ecgtool.ical import Method, Options
from tests.ical.groups import ANNOUNCE, NOW, events, exported, messaged, tea
from tests.ical.test_choice import EXCEPTIONS

SKIP = "[[groups.tea.schedule.skip]]\ndate = 2026-06-15\n"
MOVE = "[[groups.tea.schedule.move]]\ndate = 2026-06-15\nto = 2026-06-16T09:00\n"
ON_JUNE_15 = "tea.on-20260615@ecgtool"
METHODS: tuple[Method, ...] = ("publish", "request", "cancel")


def test_a_request_is_about_the_series_of_the_next_meeting() -> None:
    """One UID, with organiser and recipients in every part (RFC 5546, section 3.2.2)."""
    text = messaged(tea(EXCEPTIONS + ANNOUNCE), Options(method="request")).text
    assert "METHOD:REQUEST\r\n" in text
    assert {event["UID"] for event in events(text)} == {"tea@ecgtool"}
    for event in events(text):
        assert event["ORGANIZER"] == "mailto:chairs@example.org"
        assert event["ATTENDEE"] == "mailto:tea@lists.example.org"
        assert 'ORGANIZER;CN="Tea, chairs":mailto:chairs@example.org' in event.lines


@pytest.mark.parametrize("method", METHODS)
def test_one_meeting_has_one_uid_in_every_message(method: Method) -> None:
    """Published, asked for and withdrawn, on its date or moved, without rule and instance: all can be undone."""
    for more in ("", MOVE):
        (event,) = events(messaged(tea(more + ANNOUNCE), Options(method=method, only=(date(2026, 6, 15), None))).text)
        assert event["UID"] == ON_JUNE_15
        assert not event.values("RRULE") + event.values("RECURRENCE-ID")
    assert (event["STATUS"] == "CANCELLED") == (method == "cancel")


def test_the_sequence_rises_with_every_change_and_never_falls() -> None:
    """A moved meeting, the same again, a cancelled one, and one that is held after all."""
    found: list[int] = []
    sent: dict[str, ical.Sent] = {}
    now = NOW
    for more, method in (("", "request"), (MOVE, "request"), (MOVE, "publish"), (SKIP, "cancel"), ("", "request")):
        options = Options(method=method, only=(date(2026, 6, 15), None))  # type: ignore[arg-type]  # they are methods
        message = ical.export_message([tea(more + ANNOUNCE)], now, options, sent)
        (event,) = events(message.text)
        assert event["DTSTAMP"] == f"{now:%Y%m%dT%H%M%SZ}"
        found.append(int(event["SEQUENCE"]))
        sent, now = dict(ical.sent_in(ical.sent_text(message.sent))), now + timedelta(hours=1)
    assert found == [0, 1, 1, 2, 3]


def test_the_sequence_goes_on_from_a_file() -> None:
    """What was published with a higher one is not followed by a lower one."""
    published = exported(tea(SKIP), previous=exported(tea()), now=NOW)
    for _ in range(2):
        published = exported(tea(), previous=published, now=NOW)
        published = exported(tea(SKIP), previous=published, now=NOW)
    message = ical.export_message([tea(ANNOUNCE)], NOW, Options(method="request"), {}, published)
    assert [event["SEQUENCE"] for event in events(message.text)] == ["6"]


def test_a_cancellation_of_the_series() -> None:
    """Its master alone, and later than it."""
    group = tea(EXCEPTIONS + ANNOUNCE)
    request = messaged(group, Options(method="request"))
    (event,) = events(messaged(group, Options(method="cancel"), sent=request.sent).text)
    assert (event["UID"], event["STATUS"]) == ("tea@ecgtool", "CANCELLED")
    assert int(event["SEQUENCE"]) > int(events(request.text)[0]["SEQUENCE"])


def test_the_next_cancellation_is_of_a_meeting_that_is_not_held() -> None:
    """Never of the next one that is; where none is cancelled, that is found."""
    (event,) = events(messaged(tea(EXCEPTIONS + ANNOUNCE), Options(method="cancel", only="next")).text)
    assert (event["UID"], event["DTSTART"]) == ("tea.on-20260622@ecgtool", "20260622T080000")
    with pytest.raises(Finding, match="cancelled"):
        messaged(tea(MOVE + ANNOUNCE), Options(method="cancel", only="next"))


def test_what_is_published_has_an_organiser() -> None:
    """From the configuration, or nobody (RFC 5546, section 3.2.1); and no recipients."""
    (event,) = events(messaged(tea(ANNOUNCE), Options(method="publish")).text)
    assert event["ORGANIZER"] == "mailto:chairs@example.org"
    (event,) = events(messaged(tea(), Options(method="publish")).text)
    assert event["ORGANIZER"] == "invalid:nomail"
    assert not event.values("ATTENDEE")


def test_messages_that_cannot_be() -> None:
    """Of several groups, to nobody, of a date without a meeting, and an invitation to a cancelled one."""
    with pytest.raises(UsageError, match="one group"):
        ical.export_message([tea(ANNOUNCE), tea(ANNOUNCE)], NOW, Options(method="request"), {})
    with pytest.raises(UsageError, match="announce"):
        messaged(tea(), Options(method="cancel"))
    with pytest.raises(UsageError, match=r"2026-06-08 \(Monday\) or 2026-06-15 \(Monday\)"):
        exported(tea(), Options(only=(date(2026, 6, 9), None)))
    with pytest.raises(UsageError, match="cancelled"):
        exported(tea(EXCEPTIONS), Options(only=(date(2026, 6, 22), None)))


def test_a_record_that_was_spoilt_is_none() -> None:
    """A damaged record of messages counts as an empty one."""
    for text in ("", "[]", "{", '{"a": 1}', '{"a": ["x", "y"]}'):
        assert ical.sent_in(text) == {}


def test_the_meeting_that_is_on_now_is_the_next() -> None:
    """A meeting is the next one until it ends."""
    now = datetime(2026, 6, 15, 15, 30, tzinfo=UTC)
    (event,) = events(messaged(tea(ANNOUNCE), Options(method="publish", only="next"), now=now).text)
    assert event["UID"] == ON_JUNE_15
