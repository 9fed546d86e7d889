"""Tests with a real Mailman 3: what its lists do to the mails, whatever their settings, and what they hold back."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from icalendar import Calendar

from ecgtool.announce.refusals import LARGEST, refuse_held
from ecgtool.errors import UsageError
from tests.announce.mailman import MAILMAN, MailingList, mailing_list
from tests.announce.mails import reminder
from tests.support import missing

SETTINGS = {
    "as it is made": {},
    "content filtering": {"filter_content": "true", "collapse_alternatives": "true"},
    "no HTML": {"filter_content": "true", "convert_html_to_plaintext": "true"},
    "replace From": {"dmarc_mitigate_action": "munge_from", "dmarc_mitigate_unconditionally": "true"},
    "wrap": {"dmarc_mitigate_action": "wrap_message", "dmarc_mitigate_unconditionally": "true"},
    "wrap and filter": {
        "dmarc_mitigate_action": "wrap_message",
        "dmarc_mitigate_unconditionally": "true",
        "filter_content": "true",
    },
}
PLAIN = {
    "filter_content": "false",
    "convert_html_to_plaintext": "false",
    "dmarc_mitigate_action": "no_mitigation",
    "dmarc_mitigate_unconditionally": "false",
}


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailingList]:
    """A list, for all tests of this file: Mailman takes its time to start."""
    if not MAILMAN.exists():
        missing("Mailman 3: python -m venv .venv/mailman, and there pip install --group mailman")
    with mailing_list(tmp_path_factory.mktemp("mailman")) as found:
        yield found


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_the_invitation_survives_the_list(members: MailingList, settings: dict[str, str]) -> None:
    """A part of type text/calendar with a method comes out, whole, and so does the text; nothing waits."""
    members.configure(**PLAIN | settings)
    got = members.deliver("chairs@example.org", reminder().data)
    assert got
    parts = [part for part in got.walk() if part.get_content_type() == "text/calendar"]
    assert parts
    for part in parts:
        assert isinstance(part, EmailMessage)
        assert part.get_content_type() == "text/calendar"
        assert part["Content-Type"].params["method"] == "PUBLISH"
        [event] = Calendar.from_ical(part.get_content()).events
        assert event["UID"] == reminder().mailing.uid
    text = next(part for part in got.walk() if part.get_content_type() == "text/plain")
    assert isinstance(text, EmailMessage)
    assert "Monday, June 15, 2026, 08:00 PDT" in text.get_content()


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("help", "An agenda"),
        ("Agenda", "Welcome\n\n  who  \n"),
        ("Agenda", "subscribe us all please\n"),
        ("Agenda", "set one two three\n"),
        ("Agenda", "\n".join(["- a point"] * 9 + ["Unsubscribe me"])),
        ("Agenda", ("x" * 70 + "\n") * (LARGEST // 71)),
    ],
)
def test_what_is_refused_would_wait_for_the_moderator(members: MailingList, subject: str, text: str) -> None:
    """The very mails that ``ecg`` does not send are held by the list."""
    members.configure(**PLAIN)
    mail = plain_mail(subject, text)
    with pytest.raises(UsageError):
        refuse_held(subject, text, mail)
    assert members.deliver("chairs@example.org", mail) is None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Help wanted", "An agenda"),
        ("Agenda", "- help\n* who\n"),
        ("Agenda", "confirm\npassword\nset\nwho is in it today\n"),
        ("Agenda", "\n".join(["- a point"] * 10 + ["help"])),
        ("Agenda", ("x" * 70 + "\n") * 540),
    ],
)
def test_what_is_sent_does_not_wait(members: MailingList, subject: str, text: str) -> None:
    """Nothing is refused that the list would have passed on."""
    members.configure(**PLAIN)
    mail = plain_mail(subject, text)
    refuse_held(subject, text, mail)
    assert members.deliver("chairs@example.org", mail)


def test_a_stranger_s_mail_waits(members: MailingList) -> None:
    """What the how-to says of ``sender``: the list takes it, and holds it."""
    members.configure(**PLAIN)
    assert members.deliver("stranger@example.org", reminder(sender="stranger@example.org").data) is None


def plain_mail(subject: str, text: str) -> bytes:
    """A mail of a member."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "chairs@example.org", "lab@lists.example.org", subject
    mail["Message-ID"] = f"<{abs(hash((subject, text)))}@example.org>"
    mail.set_content(text)
    return mail.as_bytes()
