"""Read dates and times as people type them: "2026-12-28", "Dec 28", "next Monday", "+2 weeks", "tomorrow 9:30".

All is local to the group's zone. A date without a year is the first one from today on, and "next Monday" the first
Monday after today. What has two readings is refused, with both.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from unicodedata import normalize
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.group import DEFAULT_HEADING
from ecgtool.schedule.occurrences import Moment
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.languages import in_english
from ecgtool.wording.typed_clocks import CLOCK, clock_in
from ecgtool.wording.typed_days import Around, NoDateError, day_named

_ISO = r"(\d{4}-?\d{2}-?\d{2})T(\d{1,2})((?::?\d{2}.*)?Z?)"
_AT = r"(?:(?:\bat|@)\s+|@)?(?<![\w.:/+-])"
_ZONE = (
    r"\s?\(?(?P<zone>Z|(?:Pacific|Mountain|Central|Eastern)(?:\s+Time)?|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,5}"
    r"|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+)+)\b\)?"
)
_MILITARY = rf"(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d)(?:{_ZONE})?$"
_BESIDE_UTC = r"(?P<local>.*\S)\s*/\s*(?P<utc>\d{1,2}:?\d{2})\s?UTC"
_NEXT_MEETING = r"(?:the\s+)?next(?:\s+(?:meeting|one))?"
_WIDE: dict[int, int | str] = {**{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}, 0x3000: " "}
"""Figures, letters and signs as wide as Chinese characters, each with the plain one."""
# Texts and not compiled expressions: few runs read a typed date, and ``re`` remembers what it has compiled.


def parse_day(text: str, around: Around) -> Moment:
    """Return the date in ``text``, and its clock time if it has one, on the clock of ``around``.

    Raises:
        UsageError: there is none, or it has two readings.
    """
    found = _parse(text, around, (around.today,))
    if found.day is None:
        raise NoDateError(f"{text!r} names no date")
    return found


def parse_target(text: str, around: Around, meeting: date) -> Moment:
    """Return when the meeting on the date ``meeting`` is moved to. None stands for its own date, or its own hour.

    "next Tuesday" or "+1 day" may count from today or from the meeting. Where that makes a difference they are
    refused.

    Raises:
        UsageError: there is no date and no time in it, or it has two readings.
    """
    return _parse(text, around, (around.today, meeting))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Clock:
    """A clock time in a text: the time, the zone beside it, and the text without both."""

    at: time
    zone: str
    rest: str


def _in_english(typed: str, tag: str) -> str:
    if not tag:  # of English, only dates in figures change
        return in_english(typed, "") if re.search(r"\d[./-]", typed) else typed
    from ecgtool.wording.vocabulary import typed_in_english

    return typed_in_english(typed, tag)


def _parse(text: str, around: Around, bases: tuple[date, ...]) -> Moment:
    group = around.group
    heading = group.wiki.heading if group and group.wiki else DEFAULT_HEADING
    fixed = heading.partition("{")[0].strip().casefold()
    if group and fixed and fixed in text.casefold():
        from ecgtool.wording.pasted import said_by_heading

        text = said_by_heading(text, around) or text
    return _in_words(text, around, bases)


def _in_words(text: str, around: Around, bases: tuple[date, ...]) -> Moment:
    text = text.translate(_WIDE)
    if not 0 < len(text.strip()) <= 300:
        raise NoDateError("what was typed is too long for a date" if text.strip() else "no date was given")
    words = " ".join(_in_english(normalize("NFC", text), around.language).split())
    if match := re.fullmatch(_ISO, words, re.IGNORECASE):
        return _iso(text, f"{match[1]}T{match[2]:0>2}{match[3]}", around.zone)
    if around.next_meeting and re.fullmatch(_NEXT_MEETING, words, re.IGNORECASE):
        return around.next_meeting
    if match := re.fullmatch(_BESIDE_UTC, words, re.IGNORECASE):
        return _with_utc(text, match["local"], match["utc"], around, bases)
    found = _clock(text, words)
    phrase = found.rest if found else words
    try:
        day = day_named(text, phrase, around, bases) if phrase else None
    except NoDateError:
        from ecgtool.wording.pasted import unwrapped

        bare = unwrapped(text, around)
        if bare == text:
            raise
        return _in_words(bare, around, bases)
    if not found or not found.zone:
        return Moment(day, found.at if found else None)
    local = _elsewhere(text, found, day or bases[-1], around)
    return Moment(local.date() if day or local.date() != bases[-1] else None, local.time())


def _with_utc(text: str, local: str, utc: str, around: Around, bases: tuple[date, ...]) -> Moment:
    """Return a moment written as in a heading: "8am PST / 1600 UTC". Both clock times have to agree."""
    found = _in_words(local, around, bases)
    if found.day is None or found.at is None:
        raise NoDateError(f"{text!r} is no date")
    there = datetime.combine(found.day, found.at, around.zone).astimezone(UTC)
    if f"{there:%H%M}" != utc.replace(":", "").rjust(4, "0"):
        raise UsageError(f"{text!r}: {found.at:%H:%M} there is {there:%H%M} UTC", "mend one of the two")
    return found


def _iso(text: str, written: str, zone: ZoneInfo) -> Moment:
    try:
        moment = datetime.fromisoformat(written.upper())
        local = _first_coming(text, moment.astimezone(zone)) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        if " " not in written:
            raise UsageError(f"{text!r}: there is no such date and time", "write it like 2026-12-29T10:00") from None
        return parse_day(written.replace("T", " ", 1), Around(today=date.min, zone=zone))
    return Moment(local.date(), local.time().replace(second=0, microsecond=0))


def _clock(text: str, words: str) -> _Clock | None:
    """Return the clock time in ``words``, or None. "17.30" and "1730" are clock times only beside a date."""
    for match in re.finditer(rf"{_AT}{CLOCK}", words, re.IGNORECASE):
        before, after = words[: match.start()], words[match.end() :]
        has_date = re.search(r"[^\W\d_]{3}|\d{4}", before + after) and not after.startswith(".")
        if re.fullmatch(r"\d{1,2}\.\d{2}", match[0]) and not has_date:
            continue
        at = clock_in(match)
        if at is None:
            raise UsageError(f"{text!r}: there is no such clock time", 'write it like "09:30" or "9:30 am"')
        zone = re.match(_ZONE, words[match.end() :])
        named, end = "", match.end()
        if zone is not None and _is_zone(zone["zone"]):
            named, end = zone["zone"], end + zone.end()
        return _Clock(at=at, zone=named, rest=f"{before} {words[end:]}".strip(" ,"))
    if hour := re.search(r"(?:\bat\s|@\s?)(0?[1-9]|1[0-2])$", words):
        both = f"{int(hour[1]) % 12:02}:00 or {int(hour[1]) % 12 + 12}:00"
        raise UsageError(f"{text!r} can be read in two ways, {both}", "write the one that is meant")
    bare = re.search(rf"(?<=\s)(?:at\s+)?{_MILITARY}", words)
    is_year = bare is not None and re.match(r"(?:19|20|21)\d{2}|0000", bare[0])
    if bare is not None and not is_year and (not bare["zone"] or _is_zone(bare["zone"])):
        at = time(int(bare["hours"]), int(bare["minutes"]))
        return _Clock(at=at, zone=bare["zone"] or "", rest=words[: bare.start()].strip(" ,"))
    return None


def _is_zone(word: str) -> bool:
    if len(word) == 1 or "/" in word or re.search(r"\d", word):
        return True
    from ecgtool.wording.zone_names import LETTERS

    return word.upper().removesuffix(" TIME") in LETTERS


def _elsewhere(text: str, found: _Clock, day: date, around: Around) -> datetime:
    """Return a clock time of another zone on the clock of ``around``."""
    there = _zone_meant(text, found, day, around)
    moment = datetime.combine(day, found.at, there)
    label = found.zone.upper()
    if (moment.tzname() or "").upper() != label and (moment.replace(fold=1).tzname() or "").upper() == label:
        moment = moment.replace(fold=1)
    seasons = {name.upper() for n in (0, 182) if (name := (moment + timedelta(days=n)).tzname())}
    if label in seasons and (moment.tzname() or "").upper() != label:
        shown = abbreviation(moment)
        raise UsageError(f"{text!r}: on {day} the clock is on {shown}, not {label}", f"write {shown}, or no zone")
    return _first_coming(text, moment.astimezone(around.zone))


def _first_coming(text: str, local: datetime) -> datetime:
    """Return a local time as it is.

    Raises:
        UsageError: it is the second coming of an hour that comes twice. ``ecg.toml`` names the first.
    """
    if local.fold:
        day, at = local.date(), f"{local:%H:%M}"
        raise UsageError(f"{text!r}: {at} comes twice on {day}, and this is the second", "name another hour")
    return local


def _zone_meant(text: str, found: _Clock, day: date, around: Around) -> tzinfo:
    """Return the zone beside a clock time: an own one where the letters fit it, else the only one they mean."""
    from ecgtool.wording.zone_names import zone_named, zones_meant

    word = found.zone
    if word.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    if match := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", word, re.IGNORECASE):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if ahead >= timedelta(days=1):
            raise UsageError(f"{text!r}: there is no such zone", "write the time on the group's own clock")
        return timezone(ahead if match[1] == "+" else -ahead)
    meant = zones_meant(word)
    own = [around.zone, *([around.group.schedule.zone] if around.group else [])]  # of the slot, of the group
    if "/" not in word and (fitting := [zone for zone in own if zone.key in meant]):
        return fitting[0]
    if "/" not in word and len({datetime.combine(day, found.at, ZoneInfo(zone)).utcoffset() for zone in meant}) > 1:
        raise UsageError(f"{text!r}: {word} may be the clock of {' or '.join(meant)}", "name the zone")
    try:
        return zone_named(word if "/" in word else meant[0])
    except ValueError as error:
        hint = str(error).removeprefix("; ") or "write the time on the group's own clock"
        raise UsageError(f"{text!r}: there is no zone {word}", hint) from error
