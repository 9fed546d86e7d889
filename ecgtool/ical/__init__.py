"""The meetings of groups as iCalendar (RFC 5545), in a form that every client reads the same.

The text is written here and not by the icalendar library, which alone takes a second for a thousand groups; the tests
read it back with that library and others.
"""

from ecgtool.ical.calendar import export
from ecgtool.ical.choice import Method, Options
from ecgtool.ical.series import EVER, Span

__all__ = ["EVER", "Method", "Options", "Span", "export"]
