"""Compare the schedule with the organisation's own calendar. ``ecg.toml`` stays the truth; differences are reported.

``selecting`` finds a group's series in a calendar of hundreds, ``comparing`` compares their instants with the
schedule, ``adopting`` makes exceptions of them, and ``fetching`` reads the calendar from its file or address.
"""
