"""Learn groups from an iCalendar file: its series, exceptions and words."""
