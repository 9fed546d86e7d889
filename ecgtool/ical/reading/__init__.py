"""Reading calendars of other programs: whatever can be read is taken, and the rest is named as a fault.

``read_calendar`` makes series of the octets of an iCalendar file, and ``expand`` the instants of their meetings.
Nothing here reads a file, a clock or a network, and the time it takes is linear in the size of the file.
"""

from ecgtool.ical.reading.events import CalendarFault, Event
from ecgtool.ical.reading.expansion import Instance, expand
from ecgtool.ical.reading.reader import Calendar, NotACalendar, read_calendar
from ecgtool.ical.reading.series import Series

__all__ = ["Calendar", "CalendarFault", "Event", "Instance", "NotACalendar", "Series", "expand", "read_calendar"]
