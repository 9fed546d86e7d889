"""Read clock times as people write them: "8am", "17h30", "9-10 AM PST", "18 Uhr", "half past six".

A number in a line is a clock time only where something beside it says so: a colon, am or pm, "Uhr", a zone, the other
end of a range. "2nd", "2 weeks" and "+2:00" are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta
from functools import cache

from ecgtool.wording.reading import WEEKDAY
from ecgtool.wording.worded_clocks import WORDED_MARK, hour_words, in_figures

LABEL = r"(?:UTC|GMT|Z(?![\w:])|[A-Z]{2,5}(?![\w/:]))"
"""Letters that may be a zone's abbreviation."""
_ZONE = r"(?:UTC|GMT|MSK|Z(?![\w:])|[A-Z]{1,4}T(?![\w:]|/(?!\s?\d)))"
"""Letters that look like a zone's abbreviation and nothing else. Many words are in capitals."""
_AFTER = (
    rf"(?=\s?[(\[]?(?:{_ZONE}|[Uu]tc\b|[Gg]mt\b|(?:US|U\.S\.|USA)?\s?(?:Pacific|Mountain|Central|Eastern)\b"
    r"|[A-Z]\w+/[A-Z]\w+|[A-Z]\w+(?:\s[A-Z]\w+)?,?\s(?:local\s)?time\b|(?:,\s)?(?:[Oo]ra|[Hh]ora|[Hh]eure|[Hh]orário)\s(?:d|local|ital|esp|port|fran|centr)))"
)
_NAMES = r"\s?\([A-Z]\w+(?:[ /][A-Z]\w+)*\)"
"""A bracket with nothing but names, which is a place behind an hour with a dot: "14.30 (London)"."""
_BEFORE = re.compile(r"(?:\b(?:at|um|om|alle|ore|h\.?|à|às|las|kl\.?)|@)\s*$", re.IGNORECASE)
_OF_24 = re.compile(r"\b(?:um|om|alle|ore|h\.?|às)\s*$", re.IGNORECASE)
"""Those of them that stand before hours from 0 to 24."""
_FROM = re.compile(r"\b(?:dalle(?:\sore)?|das)\s+$", re.IGNORECASE)
"""Italian and Portuguese words that stand before a range of bare hours, and before nothing else."""
_HOURS = re.compile(r"\b(?:ore|às|las)\s+$", re.IGNORECASE)
"""Words for hours before bare numbers: "ore 14-17"."""
_OF = re.compile(r"\bde\s+$", re.IGNORECASE)
"""A word before a range of which the end alone says that it is an hour: "de 18 a 19:30"."""
_DAY = re.compile(r"\bd[ií]a\s$", re.IGNORECASE)
"""A word before a number that makes it a day, and no beginning of a range."""
_ABOUT = re.compile(
    r"(?:\b(?:about|around|approx(?:imately|\.)?|roughly|circa|ca\.|gegen|ungefähr|etwa|vers|environ|hacia|sobre|alrededor\sde|"
    r"verso|por\svolta|rond|omstreeks|ongeveer)\s(?:(?:las?|les?|at|das?|um)\s)?|~\s?)$",
    re.IGNORECASE,
)
_ISH = re.compile(r"-?ish\b|\s(?:or\s(?:so|thereabouts)|approximately)\b|,?\s\(?c\.\s?t\.\)?", re.IGNORECASE)
"""Words before and after a clock time that is not exact, with "c.t.", by which people begin a quarter later."""
_PART_OF_DAY = re.compile(
    r"(?:(?P<am>morning|vormittag|matin|mañana|manhã|mattina|ochtend)|(?P<pm>afternoon|evening|nachmittag|abend|soir|après-midi|"
    r"tarde|sera|pomeriggio|middag|avond)|(?P<night>(?<!fort)night|noche|noite))\w{0,2}"
    r"(?:[\s,:\u2013-]|\b(?:at|from|between|around|about|starting|um|von|ab|gegen|zwischen|à|de|a|las?|le|alle|dalle|verso|[àa]s|das|om|van|"
    r"rond|tussen)\b)*$",
    re.IGNORECASE,
)
"""The part of the day that is named right before a clock time: "Tuesday evenings at 7"."""
_HOURS_OF = {"am": range(1, 12), "pm": (12, *range(1, 12)), "night": range(6, 12)}
_SURE_ZONE = re.compile(r"\s?[(\[]?(?:UTC|GMT|Z)\b(?!\s?[+\u2212-]\s?\d)")
"""A zone whose clock is given from 0 to 24."""
_OF_OFFSET = re.compile(r"\b(?:UTC|GMT)\s?\+\s$")
"""What stands before the figures of an offset that is written with spaces: "UTC + 5:30"."""
_DAYTIME = range(7, 19)
"""The hours that are likelier where the text does not say which half of the day is meant."""
_BARE = r"\d{1,2}\s?[-\u2013]\s?\d{1,2}"
"""A range of hours without minutes."""
_LETTER = (
    (
        rf"(?:(?<=[:.]\d\d[ap])|(?<=\d[ap])(?=\s?-\s?\d|\s[A-Z]{{1,3}}T\b|{_AFTER})|(?<=(?:,|t)\s\dp)(?=\s*$|[,;]))(?![\w.])"
    )
    .replace("{", "{{")
    .replace("}", "}}")
)
"""What stands around a letter that is short for am or pm: "8:00a", "3p ET"."""
_HALF = (
    rf"(?:(?:\s?o'?clock|-?ish)?\s*(?P<half{{n}}>[apAP])(?:(?:\.\s?)?[mM]\b\.?|{_LETTER})"
    r"|(?<=12:00)\s?(?P<noon{n}>noon|midday|midnight)\b"
    r"|\s?(?:o'?clock\s)?in\sthe\s(?P<part{n}>morning|afternoon|evening))"
)
_POINT = (
    r"(?:(?P<cjk{n}>午前|午後|夜の?|朝の?|上午|中午|下午|晚上?|早上|早|凌晨|傍晚|夜里)[\s\uff0c\u3001,]{{0,2}})?(?P<hour{n}>\d{{1,2}}|(?:十[一二]?|[一二两兩三四五六七八九])(?=[時时點点]))"
    r"(?:(?P<mark{n}>\s?[:\uff1a](?:\s(?!\d{{1,2}}[:.]\d))?|\s*\u2236|[.]|\s?[hH]\s?|(?<=\d\d)u|[時时点點]|\s?(?:Uhr|uur)\s(?=[0-5]\d(?![\d.:]|\sMin)))(?P<minute{n}>[0-5]\d)(?!\d)(?::\d\d(?!\d))?(?:分|[点點](?!\d))?"
    r"|(?P<four{n}>[0-5]\d)(?!\d)|(?P<hours{n}>\s?[hH](?![\w])|(?<=\d\d)u(?!\w)|[時时点點](?![間间])(?:整|半)?))?"
    rf"{_HALF}?(?P<unit{{n}}>\s?(?:Uhr|uur|hrs?|hours(?=\s(?:UTC|GMT))|o'?clock|heures?|horas?|(?<=\d\.\d\d)[hu]|(?<=\d\d\d\d)h|(?<=[12]\d\.\d\d\s)h|(?<=[7-9]\.\d\d\s)h)\b\.?)?"
)
_OFFSET = r"(?!\s[-\u2212]0\d(?::?[03]0)?\)?(?:\s*[/(=,;]|$))"
"""No offset from UTC is in place of a range's end: "9am -03 / 1200 UTC"."""
_SEPARATOR = (
    rf"{_OFFSET}\s*(?:[-=]>|[-\u2013\u2014\u2212~\u301c\uff5e\u2192\u21d2]|"
    r"\b(?:to|until|till|bis|tot|à|a(?:\slas?)?|alle(?:\sore)?|às)\b|から|[到至])\s*"
)
_NAMED_TWICE = (
    r"[A-Z]{2,5}(?:/[A-Z]{3,5}|\([SDsd](?:/[SDsd])?\)T)?|(?:UTC|GMT)\s?[+\u2212-]\d{1,2}|[A-Z]\w+/[A-Z]\w+"
    r"|(?:US\s)?(?:Pacific|Mountain|Central|Eastern)(?:\s[Tt]ime)?|[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:local\s)?time"
)
"""A zone's name at the beginning of a range, which has it at its end, too: "8am PST to 9am PST"."""
_GLUED = r"(?:UTC|GMT|CES?T|BST|[ECMP][SD]?T)\b"
"""The letters of a zone that may stand right behind a range: "16:00 - 17:00UTC"."""
_CLOCK = (
    rf"(?<![0-9A-Za-z\u00c0-\u024f_#$€£+\u2212-])(?<![^a-zA-Z\u3040-\u9fff]:)(?<!^:)(?<!\d[.,])(?:{_POINT.format(n=1)})"
    rf"(?:(?:\s(?P<between>{_NAMED_TWICE}))?(?P<sep>{_SEPARATOR})(?:{_POINT.format(n=2)})(?!(?!{_GLUED})[0-9A-Za-z\u00c0-\u024f_]|[时時]?[間间]|小[时時]))?(?!\d|:\d|\.?ª|(?:st|nd|rd|th)\b)"
)
_TWO = str.maketrans("两兩", "二二")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """A clock time in a text. Of a range, ``at`` is its beginning, and ``lasts`` the time to its end.

    ``first_end`` is where the beginning of a range ends in the text, before the zone that may stand there.
    ``other`` is the time twelve hours off where the text does not say which half of the day is meant. ``about`` is
    whether the text calls it no exact time.
    """

    start: int
    end: int
    at: time
    lasts: timedelta | None = None
    first_end: int = 0
    other: time | None = None
    about: bool = False


def find_clocks(text: str) -> list[Clock]:
    """Return the clock times in ``text``, in order. Blot out its dates first, with ``without_clock``."""
    figures = in_figures(text)
    points = (match for match in re.finditer(_CLOCK, figures) if not _OF_OFFSET.search(figures, 0, match.start()))
    found = [clock for match in points for clock in _from(match, figures)]
    found += [Clock(start=match.start(), end=match.end(), at=time(12)) for match in re.finditer("正午", figures)]
    return found if figures == text and not found else [_as_said(clock, text, figures) for clock in found]


def _as_said(clock: Clock, text: str, figures: str) -> Clock:
    """Return the clock time with the whole of its words, and with whether they call it no exact time."""
    start = clock.start
    while start and figures[start - 1] == " " != text[start - 1]:
        start -= 1
    ish = _ISH.match(text, clock.end)
    about = bool(_ABOUT.search(text[:start]) or ish or "ish" in text[start : clock.end])
    return replace(clock, start=start, end=ish.end() if ish else clock.end, about=about)


def without_clock(text: str, spans: list[tuple[int, int]]) -> str:
    """Return ``text`` with NULs in place of the spans, so that all other positions stay the same."""
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


@cache
def _after() -> re.Pattern[str]:
    return re.compile(_AFTER)


def _from(match: re.Match[str], text: str) -> Iterator[Clock]:
    """Yield the clock time or the range of a match.

    Of an impossible range, its ends are yielded that are clock times.
    """
    is_dotted = match["mark1"] == "." and match["minute1"] and re.compile(_NAMES).match(text, match.end())
    zone = bool(is_dotted or _after().match(text, match.end()) or _is_of_a_day(match, text))
    if match["sep"] is None:
        at = _time(match, 1, zone=zone or bool(_BEFORE.search(text[: match.start()]) and _sized(match, 1)))
        if at is not None:
            yield _likelier(Clock(start=match.start(), end=match.end(), at=at), match, at)
        return
    if _names_two_zones(match):
        yield from _end_of(match, text, match.start())
        yield from _end_of(match, text, match.end("sep"))
        return
    if _is_range(match, zone=zone):
        first, last = (_time(match, n, zone=True) for n in (1, 2))
        if first is not None and last is not None:
            yield _likelier(_range(match, first, last), match, last)
            return
    if _DAY.search(text[: match.start()]) and (tail := re.compile(_CLOCK).match(text, match.end("sep"))):
        yield from _from(tail, text)
        return
    yield from _end_of(match, text, match.start())


@cache
def _counted() -> re.Pattern[str]:
    """Return the expression of what a number may count, where it is no hour."""
    return re.compile(rf"\s{hour_words('counted')}(?!\w)")


def _is_of_a_day(match: re.Match[str], text: str) -> bool:
    """Return whether the match has its zone from the range of a later day: "Tue 14-16 and Thu 9-11 Berlin time"."""
    is_behind_day = match["sep"] and re.search(rf"\b(?:(?i:{WEEKDAY}s?)|[A-Z][a-z])\.?:?,?\s$", text[: match.start()])
    return (
        bool(is_behind_day)
        and re.search(rf"[a-z]\.?:?,?\s{_BARE}(?:\s?(?:Uhr|uur|h)\b|{_AFTER})", text[match.end() :]) is not None
    )


def _end_of(match: re.Match[str], text: str, start: int) -> Iterator[Clock]:
    """Yield the clock time that begins at ``start``, which is an end of what looks like a range and is none."""
    apart = f"{text[: match.start('sep')]}{' ' * len(match['sep'])}{text[match.end('sep') :]}"
    end = re.compile(_CLOCK).match(apart, start, match.end())
    if end and end["sep"] is None:
        yield from _from(end, apart)


def _names_two_zones(match: re.Match[str]) -> bool:
    """Return whether the match is one hour on two clocks: "9am PST - 12pm EST"."""
    after = re.match(rf"\s(?:US\s)?({_NAMED_TWICE})", match.string[match.end() :])
    return bool(match["between"] and after and after[1][0] != match["between"].removeprefix("US ")[0])


def _is_range(match: re.Match[str], *, zone: bool) -> bool:
    """Return whether the match is one range of clock times: "7 - 8am" is, "9:00 GMT-5" is not."""
    if match["between"] and " " not in match["sep"] and not match["half2"]:
        rest = match.string[match.end() :]
        if not zone or (match["between"] in {"UTC", "GMT"} and rest.lstrip().startswith(("(", "["))):
            return False  # "5am UTC-8 (Pacific)"
    if match["sep"].startswith(" ") and not _says_clock(match, 2) and _counted().match(match.string, match.end()):
        return False  # "3 pm Eastern - 12 seats"
    before = match.string[: match.start()]
    if _FROM.search(before) or _DAY.search(before):
        return not _DAY.search(before)
    if match["sep"].strip() in {"a", "à"} and not (
        (_says_clock(match, 1) or _OF.search(before)) and _says_clock(match, 2)
    ):
        return False
    said = _says_clock(match, 1) or _says_clock(match, 2) or bool(_HOURS.search(before))
    alike = bool(match["minute1"]) <= bool(
        match["minute2"] or match["half2"] or match["unit2"] or match["hours2"] or zone
    )
    return (
        (said or zone)
        and alike
        and not (match["mark1"] == "." and not zone and not match["half2"] and not match["unit2"])
    )


def _says_clock(match: re.Match[str], n: int) -> bool:
    """Return whether the number at the end ``n`` (1 or 2) is written as a clock time: "8am", "8:00", "8 Uhr"."""
    sure = _half(match, n) or match[f"cjk{n}"] or match[f"unit{n}"] or match[f"hours{n}"]
    return bool(sure) or (match[f"mark{n}"] or ".").strip() != "."


def _sized(match: re.Match[str], n: int) -> bool:
    """Return whether a number after "at" is long enough for a clock time, or stands at the end of its phrase."""
    rest = match.string[match.end() :].lstrip()
    if match[f"four{n}"] or match[f"minute{n}"]:
        return True
    if rest.startswith("("):  # "at 7 (Berlin)" may be in the evening, "ore 21 (Roma)" is, "alle 9 (Roma)" is none
        return _number(match[f"hour{n}"]) > 11 or _OF_24.search(match.string[: match.start()]) is not None
    return rest[:1] in {"", ".", ",", ";"} or re.match(rf"{hour_words('and')}\s[^\W\d]", rest) is not None


def _time(match: re.Match[str], n: int, *, zone: bool) -> time | None:
    """Return the clock time at the end ``n`` (1 or 2) of a match, or None. Beside a ``zone``, any number is one."""
    if not zone and not _says_clock(match, n):
        return None
    hour, minute = _number(match[f"hour{n}"]), int(match[f"minute{n}"] or match[f"four{n}"] or 0)
    if (match[f"hours{n}"] or "").endswith("半"):
        minute = 30
    if match[f"four{n}"] and len(match[f"hour{n}"]) + 2 < 4 and not match[f"half{n}"]:
        return None
    half = _half(match, n)
    if hour > 24 or (half and not 1 <= hour <= 12 and not match[f"cjk{n}"]):
        return time(hour, minute) if half and 12 < hour < 24 else None
    return time(_of_half(hour, half) if half and hour <= 12 else hour % 24, minute)


def _half(match: re.Match[str], n: int) -> str:
    """Return "a" or "p" where the text says that the time is before or after noon, else ""."""
    words = {"morning": "a", "midnight": "a", "afternoon": "p", "evening": "p", "noon": "p", "midday": "p"}
    if half := match[f"half{n}"] or words.get((match[f"part{n}"] or match[f"noon{n}"] or "").lower()):
        return half.lower()
    if match[f"cjk{n}"]:
        return "p" if match[f"cjk{n}"] in {"午後", "夜", "夜の", "下午", "晚", "晚上", "中午", "傍晚", "夜里"} else ""
    part = _PART_OF_DAY.search(match.string[: match.start()]) if n == 1 else None
    if part and part.lastgroup and _number(match["hour1"]) in _HOURS_OF[part.lastgroup]:
        return "a" if part.lastgroup == "am" else "p"
    return ""


def _likelier(clock: Clock, match: re.Match[str], last: time) -> Clock:
    """Return the clock time, with the one twelve hours off where the text does not say which of both is meant.

    Of "at 7" and of words such as "half past six", it is the one by day. "4:30" is taken as it stands.
    """
    units = [match[name] for name in ("hours1", "four1", "cjk1", "unit1", "hours2", "four2", "unit2") if match[name]]
    worded = (match["mark1"] or "").endswith(WORDED_MARK)
    sure = _half(match, 1) or _half(match, 2) or last.hour > 12 or _SURE_ZONE.match(match.string, match.end())
    named = not worded and any("clock" not in unit.lower() for unit in units)
    figured = match["minute1"] and not worded and (clock.at.hour > 7 or match["hour1"].startswith("0"))
    if sure or named or figured or not 1 <= clock.at.hour <= 11:
        return clock
    later = clock.at.replace(hour=clock.at.hour + 12)
    if clock.at.hour in _DAYTIME or (match["minute1"] and not worded):
        return replace(clock, other=later)
    return replace(clock, at=later, other=clock.at)


def _number(figures: str) -> int:
    """Return the number of an hour, in figures or in Chinese words up to twelve."""
    if figures.isdecimal():
        return int(figures)
    return sum(10 if one == "十" else "一二三四五六七八九".index(one.translate(_TWO)) + 1 for one in figures)


def _of_half(hour: int, half: str) -> int:
    return hour % 12 + 12 * (half in "pP")


def _till_noon(match: re.Match[str], first: time, last: time) -> Clock:
    """Return the range of "11:00-12:00 am", which people write for one that ends at noon; it may end at midnight."""
    lasts = timedelta(hours=12 - first.hour, minutes=last.minute - first.minute)
    other = first.replace(hour=first.hour + 12)
    return Clock(
        start=match.start(), end=match.end(), at=first, lasts=lasts, first_end=match.start("sep"), other=other
    )


def _range(match: re.Match[str], first: time, last: time) -> Clock:
    """Return the range of a match. Where only its end has am or pm, its beginning is the nearest such hour before."""
    begin, end = first.hour * 60 + first.minute, last.hour * 60 + last.minute
    halves = _half(match, 1), _half(match, 2)
    if halves[1] in {"a", "A"} and not halves[0] and last.hour == 0 and 7 <= first.hour <= 11:
        return _till_noon(match, first, last)
    if halves[1] and not halves[0] and first.hour <= 12 and not match["cjk1"]:
        begin = min((begin % 720, begin % 720 + 720), key=lambda at: (end - at) % 1440 or 1440)
    elif halves[0] and not halves[1] and last.hour <= 12:
        end = min((end % 720, end % 720 + 720), key=lambda at: (at - begin) % 1440 or 1440)
    elif not any(halves) and end <= begin and last.hour < 12:
        end += 720 if begin < end + 720 else 1440
    lasts = timedelta(minutes=(end - begin) % 1440)
    at = time(begin // 60, begin % 60)
    known = lasts if timedelta() < lasts <= timedelta(hours=12) else None
    first_end = match.start("between") - 1 if match["between"] else match.start("sep")
    return Clock(start=match.start(), end=match.end(), at=at, lasts=known, first_end=first_end)
