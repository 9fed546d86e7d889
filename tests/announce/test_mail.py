"""Tests of the mail itself, read back by the standard library and by icalendar: what clients look for is there."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ecgtool.announce.due import Notice, due
from ecgtool.announce.mail import Mail, mail_of
from ecgtool.announce.sent import SentMail
from ecgtool.errors import UsageError
from ecgtool.upkeep.content import configured
from tests.announce.groups import lab, utc
from tests.announce.mails import NOW, reminder
from tests.announce.test_due import JUNE_15, TO_TUESDAY, reminded


def read(mail: Mail) -> EmailMessage:
    """The mail as a mail program has it."""
    message = message_from_bytes(mail.data, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert not [part for part in message.walk() if part.defects]
    return message


def calendars(mail: Mail) -> list[EmailMessage]:
    """The parts for calendars."""
    return [part for part in read(mail).walk() if part.get_content_type() == "text/calendar"]


def event_of(mail: Mail) -> tuple[str, Any]:
    """The one event of the mail, and the method."""
    texts = {part.get_content() for part in calendars(mail)}
    assert len(texts) == 1
    calendar: Any = Calendar.from_ical(texts.pop())
    [event] = calendar.events
    return calendar["METHOD"], event


def changed(schedule: str, announce: str = "") -> Mail:
    """The mail about the change of a meeting whose reminder went out."""
    group, settings = lab(schedule, announce)
    [notice] = due(group, settings, reminded(), NOW)
    return mail_of(notice, settings, configured(group), NOW)


def test_the_structure_that_survives() -> None:
    """Mixed of (alternative of text and calendar) and the calendar as a file; each part says its method."""
    message = read(reminder())
    types = [part.get_content_type() for part in message.walk()]
    assert types == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "text/calendar",
    ]  # fmt: skip
    inline, attached = calendars(reminder())
    assert (inline.get_filename(), attached.get_filename()) == (None, "invite.ics")
    assert [part["Content-Type"].params["method"] for part in (inline, attached)] == ["PUBLISH", "PUBLISH"]
    assert inline.get_content() == attached.get_content()
    assert reminder().data.count(b"MIME-Version") == 1


def test_all_of_it_is_ascii_in_short_lines_that_end_in_crlf() -> None:
    """Any server takes it as it is (RFC 5321, 4.5.3.1.6; RFC 5322, 2.1.1)."""
    mail = reminder(agenda="actions = ['日本語の議題', 'Größe']", announce='reply_to = "Jörg Müller <j@example.org>"')
    lines = mail.data.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert mail.data.isascii()
    assert not any(mark in line for line in lines for mark in (b"\r", b"\n"))
    assert read(mail)["Reply-To"] == "Jörg Müller <j@example.org>"
    assert "日本語の議題" in mail.text


def test_the_headers() -> None:
    """Who, to whom, when, which, and that no person wrote it."""
    message = read(reminder())
    assert message["From"] == "Lab chairs <chairs@example.org>"
    assert message["To"] == "lab@lists.example.org"
    assert message["Subject"] == "Edge Lab: Monday, June 15, 8am PDT / 15:00 UTC"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["Message-ID"].endswith("@example.org>")
    assert message["In-Reply-To"] is None


def test_the_event_is_the_meeting_by_itself() -> None:
    """Published, with neither rule nor RECURRENCE-ID; DTSTAMP is the time of the mail."""
    method, event = event_of(reminder())
    assert method == "PUBLISH"
    assert event["DTSTART"].dt.isoformat() == "2026-06-15T08:00:00-07:00"
    assert event["DTEND"].dt.isoformat() == "2026-06-15T09:00:00-07:00"
    assert (event["SEQUENCE"], event["DTSTAMP"].dt, event["STATUS"]) == (0, NOW, "CONFIRMED")
    assert not {"RRULE", "RECURRENCE-ID", "ATTENDEE"} & event.keys()
    assert event["ORGANIZER"] == "mailto:chairs@example.org"


@pytest.mark.parametrize(
    ("schedule", "method", "status", "start"),
    [
        (JUNE_15, "CANCEL", "CANCELLED", "2026-06-15T08:00:00-07:00"),
        (TO_TUESDAY, "PUBLISH", "CONFIRMED", "2026-06-16T09:00:00-07:00"),
    ],
)
def test_what_follows_has_the_same_identity(schedule: str, method: str, status: str, start: str) -> None:
    """The same UID and a higher SEQUENCE, as an answer to the reminder."""
    mail, first = changed(schedule), reminder()
    found, event = event_of(mail)
    assert (found, event["STATUS"], event["DTSTART"].dt.isoformat()) == (method, status, start)
    assert (event["UID"], event["SEQUENCE"]) == (event_of(first)[1]["UID"], 1)
    assert not {"RRULE", "RECURRENCE-ID"} & event.keys()
    assert read(mail)["In-Reply-To"] == read(mail)["References"] == read(first)["Message-ID"]
    assert read(mail)["Message-ID"] != read(first)["Message-ID"]


def test_the_text_of_a_reminder() -> None:
    """When in every zone, what the clocks do, and how to join come first; then the agenda."""
    group, settings = lab()
    [notice] = due(group, settings, SentMail(), utc("2026-03-08 16:00"))
    text = mail_of(notice, settings, configured(group), utc("2026-03-08 16:00")).text
    order = [
        "Monday, March 9, 2026, 08:00 PDT (15:00 UTC, 16:00 Berlin, Tuesday 00:00",
        "from March 8 this meeting is 1500 UTC, it was 1600",
        "- Join at: https://meet.example.org/j/5550142",
        "Notes: https://etherpad.example.org/p/lab",
        "- Action item review",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (JUNE_15, ["Cancelled: fair", "Monday, June 15, 2026, 08:00 PDT", "Next meeting", "Monday, June 22, 2026"]),
        (TO_TUESDAY, ["Moved: it was announced for Monday, June 15, 2026, 08:00 PDT.", "Tuesday, June 16, 2026"]),
    ],
)
def test_the_text_of_a_change(schedule: str, words: list[str]) -> None:
    """A mail about a change says what changed before anything else."""
    mail = changed(schedule)
    assert mail.subject.startswith(words[0].partition(":")[0])
    places = [" ".join(mail.text.split()).index(one) for one in words]
    assert places == sorted(places)


def test_lines_of_72_columns_and_links_that_stay_whole() -> None:
    """A longer word than that has a line of its own."""
    link = f"https://example.org/{'x' * 90}"
    mail = reminder(agenda=f"actions = ['{'word ' * 40}', 'See {link} for more of it']")
    long = [line for line in mail.text.splitlines() if len(line) > 72]
    assert [line.strip(" -") for line in long] == [link]


def test_no_break_makes_a_command_of_a_line() -> None:
    """A last word that a list would take for a command is not left alone on its line."""
    group, settings = lab()
    [notice] = due(group, settings, SentMail(), NOW)
    content = configured(group)
    for length in range(60, 76):
        note = f"{'x' * length} help"
        text = mail_of(notice, settings, replace(content, call=content.call._replace(note=note)), NOW).text
        assert "help" in text.split()
        assert "help" not in [line.strip() for line in text.splitlines()]


def test_the_mail_is_the_same_but_for_its_date() -> None:
    """Boundaries and Message-ID follow from what it is about."""
    group, settings = lab()
    [notice] = due(group, settings, SentMail(), NOW)
    first, second = (
        mail_of(notice, settings, configured(group), utc(moment))
        for moment in ("2026-06-14 16:00", "2026-06-14 17:00")
    )
    differing = [
        line
        for line, other in zip(first.data.split(b"\r\n"), second.data.split(b"\r\n"), strict=True)
        if line != other
    ]
    assert [line for line in differing if line.startswith(b"Date:")]
    assert read(first)["Message-ID"] == read(second)["Message-ID"]
    assert mail_of(notice, settings, configured(group), NOW) == first


def test_no_pass_code_but_where_asked_for() -> None:
    """Neither in the text nor in the invitation, nor in what is in base64."""
    for announce, shown in (("", False), ("passcode = true", True)):
        mail = reminder(announce=announce)
        whole = mail.text + event_of(mail)[1].to_ical().decode().replace("\r\n ", "")
        assert ("271828" in mail.text) is shown
        assert ("271828" in whole or "c2FtcGxl" in whole) is shown


@pytest.mark.parametrize(
    ("announce", "agenda"),
    [
        ("", "actions = ['Dial in with 271828']"),
        ("subject = 'The code is 271828'", ""),
        ("", "actions = ['https://meet.example.org/j/5550142?pwd=c2FtcGxl']"),
    ],
)
def test_a_pass_code_that_stands_elsewhere_is_refused(announce: str, agenda: str) -> None:
    """It would go to the whole list; where that is asked for, it goes."""
    with pytest.raises(UsageError, match="pass code"):
        reminder(announce=announce, agenda=agenda)
    reminder(announce=f"passcode = true\n{announce}", agenda=agenda)


def test_a_subject_is_in_the_group_s_language() -> None:
    """As every template is."""
    group, announce = lab(announce="subject = '{weekday}, {day}. {month}'")
    (notice,) = due(group._replace(language="de"), announce, SentMail(), utc("2026-06-14 16:00"))
    mail = mail_of(notice, announce, configured(group), utc("2026-06-14 16:00"))
    assert mail.subject == "Montag, 15. Juni"


def test_a_subject_with_the_link_has_no_pass_code() -> None:
    """The template's link is the one that is told."""
    assert reminder(announce="subject = '{name} {join}'").subject == "Edge Lab https://meet.example.org/j/5550142"


def test_without_an_invitation_it_is_a_text() -> None:
    """Where ``invitation`` is off, the mail has one part and no calendar."""
    message = read(reminder(announce="invitation = false"))
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == reminder().text.splitlines()


def test_a_template_of_one_s_own(tmp_path: Path) -> None:
    """It gets the agenda's JSON, the kind and the reason, and never the pass code."""
    path = tmp_path / "mail.txt"
    path.write_text("{{ kind }} {{ meeting.start_utc }} {{ reason }}\n{{ call.join }} {{ call.passcode }}\n")
    group, settings = lab(JUNE_15)
    [notice] = due(group, settings, reminded(), NOW)
    mail = mail_of(notice, settings._replace(template=path), configured(group), NOW)
    assert mail.text == "cancelled 2026-06-15T15:00:00Z fair\nhttps://meet.example.org/j/5550142 None\n"


def test_a_long_domain_stays_whole_in_every_header() -> None:
    """A Message-ID is never encoded."""
    domain = f"{'lists.' * 12}example.org"
    group, settings = lab(JUNE_15, announce="")
    [notice] = due(group, settings, reminded(), NOW)
    told = replace(notice, reminder=replace(reminded().mailings[0], message_id=f"<a@{domain}>"))
    message = mail_of(told, settings._replace(sender=f"chairs@{domain}"), configured(group), NOW)
    head = b"".join(takewhile(bool, message.data.split(b"\r\n")))
    assert head.count(f"<a@{domain}>".encode()) == 2
    assert b"=?" not in head


@cache
def usual() -> EmailMessage:
    """A mail about a cancelled meeting as it is where nobody writes anything strange."""
    return read(changed(JUNE_15))


@given(st.text(min_size=1, max_size=80), st.text(max_size=120), st.text(max_size=60))
def test_names_and_topics_stay_text(name: str, title: str, reason: str) -> None:
    """Whatever they hold, line breaks and headers: the mail has the headers, parts and event that any other has."""
    group, settings = lab(JUNE_15)
    [notice] = due(group, settings, reminded(), NOW)
    hostile = group._replace(name=f"{name}\r\nBcc: eve@example.org\n\n{title}")
    mail = mail_of(_about(notice, hostile, reason), settings, configured(hostile), NOW)
    message = read(mail)
    assert message.keys() == usual().keys()
    assert [part.get_content_type() for part in message.walk()] == [
        part.get_content_type() for part in usual().walk()
    ]
    assert message["Subject"] == mail.subject
    assert event_of(mail)[0] == "CANCEL"


def _about(notice: Notice, group: object, reason: str) -> Notice:
    # whoever calls has a Group, which this helper need not import
    return replace(notice, group=group, reason=f"{reason}\r\nTo: eve@example.org")  # type: ignore[arg-type]
