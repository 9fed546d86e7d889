"""The meetings of groups as iCalendar (RFC 5545), in a form that all clients read alike.

The text is written here and not by the icalendar library, which alone takes a second for a thousand groups; the tests
read it back with that library and others. Calendars of other programs are read in ``reading``.
"""

from ecgtool.ical.calendar import Exporter, Message, export, export_message, without_meetings
from ecgtool.ical.choice import Method, Options
from ecgtool.ical.revisions import Sent, sent_in, sent_text
from ecgtool.ical.series import EVER, DayRange

__all__ = [
    "EVER",
    "DayRange",
    "Exporter",
    "Message",
    "Method",
    "Options",
    "Sent",
    "export",
    "export_message",
    "sent_in",
    "sent_text",
    "without_meetings",
]
