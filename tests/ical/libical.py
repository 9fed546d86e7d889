"""Read calendars with libical, through its C interface; each series is expanded by it."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from functools import cache

from tests.support import missing


class Time(ctypes.Structure):
    """``struct icaltimetype``."""

    _fields_ = (
        *(
            (name, ctypes.c_int)
            for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "daylight")
        ),
        ("zone", ctypes.c_void_p),
    )


class Span(ctypes.Structure):
    """``struct icaltime_span``."""

    _fields_ = (("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", ctypes.c_int))


Found = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(Span), ctypes.c_void_p)
Meeting = tuple[int, int]


@cache
def library() -> ctypes.CDLL:
    """The library, with the types of what is used of it; the test is skipped where there is none."""
    name = ctypes.util.find_library("ical") or "libical.so.3"
    try:
        lib = ctypes.CDLL(name)
    except OSError:
        missing("libical is not installed (Debian: apt-get install libical3)")
    pointer = ctypes.c_void_p
    for function, result, arguments in (
        ("icalparser_parse_string", pointer, [ctypes.c_char_p]),
        ("icalcomponent_string_to_kind", ctypes.c_int, [ctypes.c_char_p]),
        ("icalcomponent_get_first_component", pointer, [pointer, ctypes.c_int]),
        ("icalcomponent_get_next_component", pointer, [pointer, ctypes.c_int]),
        ("icalcomponent_get_uid", ctypes.c_char_p, [pointer]),
        ("icalcomponent_get_dtstart", Time, [pointer]),
        ("icalcomponent_get_dtend", Time, [pointer]),
        ("icalproperty_string_to_kind", ctypes.c_int, [ctypes.c_char_p]),
        ("icalcomponent_get_first_property", pointer, [pointer, ctypes.c_int]),
        ("icalproperty_get_datetime_with_component", Time, [pointer, pointer]),
        ("icaltime_from_timet_with_zone", Time, [ctypes.c_long, ctypes.c_int, pointer]),
        ("icaltime_as_timet_with_zone", ctypes.c_long, [Time, pointer]),
        ("icaltimezone_get_utc_timezone", pointer, []),
        ("icalcomponent_foreach_recurrence", None, [pointer, Time, Time, Found, pointer]),
        ("icalcomponent_free", None, [pointer]),
    ):
        getattr(lib, function).restype = result
        getattr(lib, function).argtypes = arguments
    return lib


def meetings(text: str, start: int, end: int) -> list[Meeting]:
    """Start and end, in seconds since 1970, of the meetings that begin from ``start`` to before ``end``."""
    lib = library()
    calendar = lib.icalparser_parse_string(text.encode())
    assert calendar, "libical cannot read it"
    recurrence_id = lib.icalproperty_string_to_kind(b"RECURRENCE-ID")
    overrides: dict[tuple[bytes, int], Meeting] = {}
    expanded: list[tuple[bytes, Meeting]] = []
    for event in _events(lib, calendar):
        uid = lib.icalcomponent_get_uid(event)
        if named := lib.icalcomponent_get_first_property(event, recurrence_id):
            original = lib.icalproperty_get_datetime_with_component(named, event)
            times = (lib.icalcomponent_get_dtstart(event), lib.icalcomponent_get_dtend(event))
            overrides[uid, _seconds(lib, original)] = (_seconds(lib, times[0]), _seconds(lib, times[1]))
        else:
            expanded += [(uid, one) for one in _expanded(lib, event, start, end)]
    lib.icalcomponent_free(calendar)
    regular = [one for uid, one in expanded if (uid, one[0]) not in overrides]
    return sorted(one for one in [*regular, *overrides.values()] if start <= one[0] < end)


def _events(lib: ctypes.CDLL, calendar: int) -> Iterator[int]:
    kind = lib.icalcomponent_string_to_kind(b"VEVENT")
    event = lib.icalcomponent_get_first_component(calendar, kind)
    while event:
        yield event
        event = lib.icalcomponent_get_next_component(calendar, kind)


def _expanded(lib: ctypes.CDLL, event: int, start: int, end: int) -> list[Meeting]:
    found: list[Meeting] = []
    utc = lib.icaltimezone_get_utc_timezone()
    window = [lib.icaltime_from_timet_with_zone(moment, 0, utc) for moment in (start, end)]
    take = Found(lambda _event, span, _data: found.append((span.contents.start, span.contents.end)))
    lib.icalcomponent_foreach_recurrence(event, *window, take, None)
    return found


def _seconds(lib: ctypes.CDLL, moment: Time) -> int:
    return int(lib.icaltime_as_timet_with_zone(moment, moment.zone))
