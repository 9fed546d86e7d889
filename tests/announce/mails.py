"""Mails that tests send."""

from ecgtool.announce.due import about_next
from ecgtool.announce.mail import Mail, mail_of
from ecgtool.announce.sent import SentMail
from ecgtool.upkeep.content import configured
from tests.announce.groups import lab, utc

NOW = utc("2026-06-14 16:00")


def reminder(schedule: str = "", announce: str = "", agenda: str = "", sender: str = "") -> Mail:
    """The reminder of the meeting on June 15, sent the day before, with more lines in the tables of its group."""
    group, settings = lab(schedule, announce, agenda)
    notice = about_next(group, SentMail(), NOW)
    assert notice
    return mail_of(notice, settings._replace(sender=sender or settings.sender), configured(group), NOW)
